using System.Collections.Frozen;
using System.Text;

namespace GatewayKit.Portal.Assets;

/// <summary>The files that pages use.</summary>
internal sealed class PortalAssets
{
    private const int MaxLogoSize = 256 * 1024;

    private readonly FrozenDictionary<string, PortalAsset> _all;

    private PortalAssets(PortalAsset theme, PortalAsset? logo)
    {
        (Colors, Logo) = (theme, logo);
        Style = Embedded("portal.css", "text/css; charset=utf-8");
        Script = Embedded("portal.js", "text/javascript; charset=utf-8");
        ThemeScript = Embedded("theme.js", "text/javascript; charset=utf-8");
        TryScript = Embedded("try.js", "text/javascript; charset=utf-8");
        _all = new[] { Colors, Style, Script, ThemeScript, TryScript, Logo }.OfType<PortalAsset>()
            .ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);
    }

    /// <summary>The colors of the host.</summary>
    public PortalAsset Colors { get; }

    public PortalAsset Style { get; }

    public PortalAsset Script { get; }

    public PortalAsset ThemeScript { get; }

    /// <summary>The script of the form that sends requests.</summary>
    public PortalAsset TryScript { get; }

    /// <summary>The logo; null if there is none.</summary>
    public PortalAsset? Logo { get; }

    /// <exception cref="ArgumentException">A color or the file of the logo is invalid.</exception>
    public static PortalAssets Create(PortalOptions options)
    {
        AccentColors.Check(options);
        var colors = $":root{{--accent:{options.AccentColor};--accent-dark:{options.AccentColorDark}}}";
        return new PortalAssets(
            new PortalAsset("colors.css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes(colors)),
            options.LogoFile is { } file ? ReadLogo(file) : null);
    }

    public PortalAsset? Find(string name) => _all.GetValueOrDefault(name);

    private static PortalAsset Embedded(string name, string contentType)
    {
        using var stream = typeof(PortalAssets).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new PortalAsset(name, contentType, content);
    }

    private static PortalAsset ReadLogo(string file)
    {
        var type = Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".webp" => "image/webp",
            _ => throw new ArgumentException($"LogoFile is '{file}'; it must be an SVG, PNG, JPEG or WebP file."),
        };
        if (new FileInfo(file) is not { Exists: true, Length: <= MaxLogoSize })
            throw new ArgumentException($"LogoFile is '{file}'; the file doesn't exist, or has more than {MaxLogoSize} bytes.");

        return new PortalAsset($"logo{Path.GetExtension(file).ToLowerInvariant()}", type, File.ReadAllBytes(file));
    }
}
