namespace GatewayKit.Plugins.Soap;

/// <summary>Compiles the types of the options.</summary>
internal sealed class TypeTable
{
    private readonly Dictionary<string, MessageType> _types = new()
    {
        ["text"] = MessageType.Text,
        ["number"] = MessageType.Number,
        ["boolean"] = MessageType.Boolean,
        ["any"] = MessageType.Any,
    };

    public TypeTable(SoapOptions options, Prefixes prefixes)
    {
        foreach (var name in options.Types.Keys)
            _types[name] = MessageType.Create();
        foreach (var (name, type) in options.Types)
        {
            var uri = type.Namespace ?? (options.Qualified ? options.Namespace : "");
            _types[name].Set(
                type.Members.Where(member => member.Name != QualifiedName.Other).Select(member => Compile(member, uri, prefixes)),
                type.Members.Any(member => member.Name == QualifiedName.Other));
        }
    }

    /// <summary>Returns a type; <c>null</c> without a name.</summary>
    public MessageType? Find(string? name) => name is null ? null : _types[name];

    private TypeMember Compile(SoapMember member, string uri, Prefixes prefixes)
    {
        var isAttribute = QualifiedName.IsAttribute(member.Name);
        var prefix = prefixes.Of(member.Namespace ?? (isAttribute ? "" : uri));
        var qualified = isAttribute && prefix.Length > 0
            ? $"@{prefix}:{member.Name.AsSpan(1)}"
            : QualifiedName.Of(member.Name, prefix);
        return new TypeMember(member.Name, qualified, _types[member.Type], member.Array, member.Nillable);
    }
}
