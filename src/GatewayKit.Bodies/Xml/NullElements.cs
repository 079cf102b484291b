namespace GatewayKit.Bodies;

/// <summary>The XML of a <c>null</c> in JSON.</summary>
public enum NullElements
{
    /// <summary>An element with <c>xsi:nil="true"</c>.</summary>
    Nil,

    /// <summary>An empty element.</summary>
    Empty,

    /// <summary>No element.</summary>
    Omit,
}
