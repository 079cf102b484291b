using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Portal;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds the key <c>portal</c>. The documents are read by the portal.</summary>
internal static class PortalBinder
{
    private const string Key = "portal";

    public static PortalConfig? Bind(ConfigMapping document, BindingPoint at)
        => SectionBinder.Bind<PortalConfig>(document, Key, at) is { } portal ? portal with { Node = document.Find(Key) } : null;
}
