using System.Collections.Frozen;

namespace GatewayKit.Plugins.Soap;

/// <summary>A type of elements and attributes.</summary>
internal sealed class MessageType
{
    private FrozenDictionary<string, TypeMember> _byName = FrozenDictionary<string, TypeMember>.Empty;

    private MessageType(ValueKind kind) => Kind = kind;

    public static MessageType Text { get; } = new(ValueKind.Text);

    public static MessageType Number { get; } = new(ValueKind.Number);

    public static MessageType Boolean { get; } = new(ValueKind.Boolean);

    public static MessageType Any { get; } = new(ValueKind.Any);

    public ValueKind Kind { get; }

    /// <summary>Gets the members in the order of the elements.</summary>
    public TypeMember[] Members { get; private set; } = [];

    /// <summary>Gets whether there can be other members.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Gets the text beside the attributes; <c>null</c> if there is none.</summary>
    public TypeMember? Content => Find(QualifiedName.Text);

    /// <summary>Creates a type whose members are set later, because types can refer to each other.</summary>
    public static MessageType Create() => new(ValueKind.Members);

    public void Set(IEnumerable<TypeMember> members, bool isOpen)
    {
        (Members, IsOpen) = ([.. members], isOpen);
        _byName = Members.ToFrozenDictionary(member => member.Name);
    }

    public TypeMember? Find(string name) => _byName.GetValueOrDefault(name);
}
