using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>An entry that stands under its name may repeat it, but not have another one.</summary>
internal static class DeclaredName
{
    public static void Check(ConfigMapping mapping, string key, string name, BindingPoint at)
    {
        if (mapping.Find(key) is { } own and not ConfigNull && (own is not ConfigScalar { Text: var text } || text != name))
            at.Key(key, own).RefuseValue(own, $"must be '{DisplayText.Name(name)}' or absent, because it stands under that name");
    }
}
