using GatewayKit.Portal.Assets;

namespace GatewayKit.Operators.Http;

/// <summary>The files that pages use: those of the developer portal, and a style and a script of their own.</summary>
/// <param name="Portal">The files of the portal.</param>
/// <param name="Style">The additional style.</param>
/// <param name="Script">The additional script.</param>
internal sealed record OperatorAssets(PortalAssets Portal, PortalAsset Style, PortalAsset Script)
{
    public static OperatorAssets Create(PortalAssets portal) => new(
        portal,
        Embedded("operators.css", "text/css; charset=utf-8"),
        Embedded("operators.js", "text/javascript; charset=utf-8"));

    public PortalAsset? Find(string name) => name == Style.Name ? Style : name == Script.Name ? Script : Portal.Find(name);

    private static PortalAsset Embedded(string name, string contentType)
    {
        using var stream = typeof(OperatorAssets).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new PortalAsset(name, contentType, content);
    }
}
