namespace GatewayKit.Plugins.Soap;

/// <summary>A member of a type.</summary>
/// <param name="Name">The name in the client's JSON.</param>
/// <param name="Qualified">The name with its prefix.</param>
/// <param name="Type">The type.</param>
/// <param name="IsArray">Whether it is an array in JSON.</param>
/// <param name="IsNillable">Whether <c>null</c> is an element.</param>
internal sealed record TypeMember(string Name, string Qualified, MessageType Type, bool IsArray, bool IsNillable)
{
    /// <summary>Returns the name of the type: the default implementation of a record wouldn't end if types refer to each other.</summary>
    public override string ToString() => Name;
}
