namespace GatewayKit.Configuration.Binding;

/// <summary>The name of a cluster in bound options.</summary>
/// <param name="Option">The path of the option, such as <c>targets[1].cluster</c>.</param>
/// <param name="Value">The name.</param>
/// <param name="IsKey">Whether it is a key of the option, and not its value.</param>
/// <param name="IsInterchangeable">Whether requests for the other clusters can be forwarded to it.</param>
internal readonly record struct ClusterId(string Option, string Value, bool IsKey, bool IsInterchangeable);
