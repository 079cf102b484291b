using System.Collections.Immutable;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds the key <c>tls</c>. The files are read when the configuration is compiled.</summary>
internal static class TlsBinder
{
    private const string Key = "tls";

    public static TlsConfig? Bind(ConfigMapping document, BindingPoint at)
    {
        if (SectionBinder.Bind<TlsConfig>(document, Key, at) is not { } tls || document.Find(Key) is not { } node)
            return null;

        var nodes = (ConfigMapping.From(node)?.Find("certificates") as ConfigSequence)?.Items;
        return tls with
        {
            Location = node.Location,
            Certificates = nodes is null
                ? tls.Certificates
                : [.. tls.Certificates.Zip(nodes, (files, item) => files with
                    {
                        Location = item.Location,
                        IsUnset = UnsetVariables.AreIn(item),
                    })],
        };
    }
}
