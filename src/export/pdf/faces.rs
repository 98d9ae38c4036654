//! The faces of a PDF, and words shaped in them.

use std::collections::HashMap;
use std::rc::Rc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::UnicodeBuffer;

use crate::export::ExportError;

/// A face of the two families.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Face {
    Serif,
    SerifItalic,
    SerifBold,
    Sans,
    SansBold,
}

impl Face {
    const ALL: [Self; 5] =
        [Self::Serif, Self::SerifItalic, Self::SerifBold, Self::Sans, Self::SansBold];

    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Serif => include_bytes!("../../../assets/fonts/SourceSerif4_400Regular.ttf"),
            Self::SerifItalic => {
                include_bytes!("../../../assets/fonts/SourceSerif4_400Regular_Italic.ttf")
            }
            Self::SerifBold => include_bytes!("../../../assets/fonts/SourceSerif4_600SemiBold.ttf"),
            Self::Sans => include_bytes!("../../../assets/fonts/IBMPlexSans_400Regular.ttf"),
            Self::SansBold => include_bytes!("../../../assets/fonts/IBMPlexSans_600SemiBold.ttf"),
        }
    }
}

/// Words shaped in a face: glyphs whose places are parts of an em.
#[derive(Debug)]
pub(super) struct Shaped {
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// In ems.
    pub(super) width: f32,
    /// Characters that the face has no letter for.
    pub(super) n_missing: usize,
}

/// The faces, and every word that was shaped before.
pub(super) struct Faces {
    faces: Vec<(Face, rustybuzz::Face<'static>, Font)>,
    shaped: HashMap<(Face, String), Rc<Shaped>>,
}

impl Faces {
    pub(super) fn load() -> Result<Self, ExportError> {
        let load = |face: Face| {
            let shaper = rustybuzz::Face::from_slice(face.bytes(), 0)?;
            Some((face, shaper, Font::new(face.bytes().into(), 0)?))
        };
        let faces: Option<Vec<_>> = Face::ALL.into_iter().map(load).collect();
        let faces = faces.ok_or_else(|| ExportError::Failed("a font is damaged".to_owned()))?;
        Ok(Self { faces, shaped: HashMap::new() })
    }

    /// The face for the page.
    pub(super) fn font(&self, face: Face) -> Option<Font> {
        self.faces.iter().find(|(held, ..)| *held == face).map(|(.., font)| font.clone())
    }

    /// Shapes words, or remembers how they were.
    pub(super) fn shape(&mut self, face: Face, words: &str) -> Rc<Shaped> {
        let key = (face, words.to_owned());
        if let Some(shaped) = self.shaped.get(&key) {
            return Rc::clone(shaped);
        }
        let shaped = Rc::new(self.shape_anew(face, words));
        self.shaped.insert(key, Rc::clone(&shaped));
        shaped
    }

    #[expect(clippy::cast_precision_loss, reason = "units of a font are far below 2^24")]
    fn shape_anew(&self, face: Face, words: &str) -> Shaped {
        let mut shaped = Shaped { glyphs: Vec::new(), width: 0.0, n_missing: 0 };
        let Some((_, shaper, _)) = self.faces.iter().find(|(held, ..)| *held == face) else {
            return shaped;
        };
        let em = shaper.units_per_em() as f32;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(words);
        buffer.guess_segment_properties();
        let output = rustybuzz::shape(shaper, &[], buffer);
        // Where the cluster after each cluster begins, whichever way the words run.
        let mut starts: Vec<usize> =
            output.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        for (info, place) in output.glyph_infos().iter().zip(output.glyph_positions()) {
            let start = info.cluster as usize;
            let next = starts.partition_point(|&at| at <= start);
            let end = starts.get(next).copied().unwrap_or(words.len());
            if info.glyph_id == 0 {
                shaped.n_missing += words.get(start..end).map_or(1, |w| w.chars().count());
            }
            let part = |units: i32| units as f32 / em;
            let advance = part(place.x_advance);
            shaped.width += advance;
            shaped.glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                advance,
                part(place.x_offset),
                part(place.y_offset),
                part(place.y_advance),
                start..end,
                None,
            ));
        }
        shaped
    }
}
