using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Checks that an entry under its name doesn't declare another name; it may repeat its own.</summary>
internal static class DeclaredName
{
    public static void Check(ConfigMapping mapping, string key, string name, BindingPoint at)
    {
        if (mapping.Find(key) is { } own and not ConfigNull && (own is not ConfigScalar { Text: var text } || text != name))
            at.Key(key, own).RefuseValue(own, $"must be '{DisplayText.Name(name)}' or absent, because that is the name of the entry");
    }
}
