//! Simulation of colour vision deficiencies, and the perceptual distance between colours.

use super::palette::linear;
use crate::units::Color;

/// A colour vision deficiency, at full severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deficiency {
    /// No long-wavelength cones: red looks dark.
    Protanopia,
    /// No medium-wavelength cones: the most frequent.
    Deuteranopia,
    /// No short-wavelength cones: rare.
    Tritanopia,
}

impl Deficiency {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Protanopia, Self::Deuteranopia, Self::Tritanopia];

    /// The medical name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Protanopia => "protanopia",
            Self::Deuteranopia => "deuteranopia",
            Self::Tritanopia => "tritanopia",
        }
    }

    /// The simulation matrix for linear RGB at severity 1.0: Machado, Oliveira, Fernandes, "A
    /// Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, severity
    /// 1.0; for linear RGB.
    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }
}

/// The distance of two colours (CIEDE2000, ISO/CIE 11664-6) as seen with a deficiency, or with full colour vision.
///
/// 1 is barely visible side by side; parts to be matched with a legend need far more.
pub fn distance(one: Color, other: Color, deficiency: Option<Deficiency>) -> f64 {
    let seen = |color: Color| {
        let rgb = [linear(color.r), linear(color.g), linear(color.b)];
        let Some(deficiency) = deficiency else { return lab(rgb) };
        lab(times(deficiency.matrix(), rgb).map(|channel| channel.clamp(0.0, 1.0)))
    };
    ciede2000(seen(one), seen(other))
}

/// The deficiency with which two colours look most alike, and their distance as seen with it.
pub fn most_alike(one: Color, other: Color) -> (Deficiency, f64) {
    let apart = |deficiency| (deficiency, distance(one, other, Some(deficiency)));
    let [first, others @ ..] = Deficiency::ALL;
    others
        .into_iter()
        .map(apart)
        .fold(apart(first), |least, next| if next.1 < least.1 { next } else { least })
}

fn times(matrix: [[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(factor, value)| factor * value).sum())
}

/// Converts linear sRGB to CIELAB with white point D65 (IEC 61966-2-1, CIE 15).
fn lab(rgb: [f64; 3]) -> [f64; 3] {
    const TO_XYZ: [[f64; 3]; 3] = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    const WHITE: [f64; 3] = [0.950_47, 1.0, 1.088_83];
    let xyz = times(TO_XYZ, rgb);
    let cube = |at: usize| {
        let share: f64 = xyz[at] / WHITE[at];
        if share > 216.0 / 24_389.0 { share.cbrt() } else { (24_389.0 / 27.0 * share + 16.0) / 116.0 }
    };
    let (x, y, z) = (cube(0), cube(1), cube(2));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The CIEDE2000 difference of two CIELAB colours, after Sharma, Wu, Dalal, "The CIEDE2000 Color-Difference
/// Formula", Color Research & Application 30(1), 2005.
fn ciede2000(one: [f64; 3], other: [f64; 3]) -> f64 {
    let seventh = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25f64.powi(7))).sqrt();
    let mean = f64::midpoint(one[1].hypot(one[2]), other[1].hypot(other[2]));
    let stretch = 1.0 + 0.5 * (1.0 - seventh(mean));
    let polar = |[_, a, b]: [f64; 3]| {
        let a = a * stretch;
        let hue = if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
        (a.hypot(b), hue)
    };
    let ((c1, h1), (c2, h2)) = (polar(one), polar(other));
    let colored = c1 * c2 != 0.0;
    let turn = match h2 - h1 {
        _ if !colored => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let (dl, dc) = (other[0] - one[0], c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = (f64::midpoint(one[0], other[0]), f64::midpoint(c1, c2));
    let h = match h1 + h2 {
        sum if !colored => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
        - 0.20 * cos(4.0 * h - 63.0);
    let light = (l - 50.0).powi(2);
    let (sl, sc, sh) = (1.0 + 0.015 * light / (20.0 + light).sqrt(), 1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let around = 30.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rotation = -2.0 * seventh(c) * (2.0 * around).to_radians().sin();
    let (dl, dc, dh) = (dl / sl, dc / sc, dh / sh);
    (dl * dl + dc * dc + dh * dh + rotation * dc * dh).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::{Color, Deficiency, ciede2000, distance, most_alike};

    #[test]
    fn distances_match_the_published_pairs() {
        // Sharma, Wu, Dalal 2005, table 1: pairs 1, 7, 14, 17 and 25.
        let pairs = [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
            ([50.0, -0.001, 2.49], [50.0, 0.0011, -2.49], 4.7461),
            ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
            ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ];
        for (one, other, expected) in pairs {
            let found = ciede2000(one, other);
            assert!((found - expected).abs() < 1e-4, "{found} instead of {expected}");
        }
    }

    #[test]
    fn red_and_green_look_alike_with_a_deficiency_and_greys_do_not_change() {
        let (red, green) = (Color::new(0xb8, 0x55, 0x3a), Color::new(0x7a, 0x7a, 0x30));
        let (which, apart) = most_alike(red, green);
        assert_ne!(which, Deficiency::Tritanopia);
        assert!(distance(red, green, None) > 2.0 * apart, "{apart}");
        let (dark, light) = (Color::new(0x40, 0x40, 0x40), Color::new(0xc0, 0xc0, 0xc0));
        for deficiency in Deficiency::ALL {
            let change = distance(dark, light, Some(deficiency)) - distance(dark, light, None);
            assert!(change.abs() < 0.1, "{deficiency:?} {change}");
        }
    }
}
