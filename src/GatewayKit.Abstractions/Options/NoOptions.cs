namespace GatewayKit;

/// <summary>The options of a plugin without options: its entry can't have keys under <c>options</c>.</summary>
public sealed record NoOptions;
