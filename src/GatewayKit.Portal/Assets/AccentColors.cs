using System.Globalization;
using System.Text.RegularExpressions;

namespace GatewayKit.Portal.Assets;

/// <summary>Checks the colors of a host: their contrast with the pages (WCAG 2.2, success criterion 1.4.3).</summary>
internal static partial class AccentColors
{
    private const double MinContrast = 4.5;
    private const string LightSurface = "#f6f8fa";
    private const string DarkSurface = "#161b22";

    /// <exception cref="ArgumentException">A color is invalid, or its contrast is too low.</exception>
    public static void Check(PortalOptions options)
    {
        Check(nameof(options.AccentColor), options.AccentColor, LightSurface);
        Check(nameof(options.AccentColorDark), options.AccentColorDark, DarkSurface);
    }

    private static void Check(string name, string color, string surface)
    {
        if (!Color().IsMatch(color))
            throw new ArgumentException($"{name} is '{color}'; it must be a color such as #1d4ed8.");

        var contrast = Contrast(color, surface);
        if (contrast < MinContrast)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{name} is {color}; its contrast with {surface} is {contrast:F1}, and must be at least {MinContrast}."));
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>The relative luminance of a color in sRGB, as WCAG defines it.</summary>
    private static double Luminance(string color)
        => (0.2126 * Channel(color, 1)) + (0.7152 * Channel(color, 3)) + (0.0722 * Channel(color, 5));

    private static double Channel(string color, int start)
    {
        var value = int.Parse(color.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("^#[0-9A-Fa-f]{6}\\z")]
    private static partial Regex Color();
}
