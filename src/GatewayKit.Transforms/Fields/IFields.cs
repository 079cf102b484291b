namespace GatewayKit.Transforms;

/// <summary>Names with values that a part of a message has: its query, its cookies or its form.</summary>
internal interface IFields
{
    /// <summary>Returns whether a name occurs. Doesn't allocate unless the name is sent encoded.</summary>
    bool Contains(string name);
}
