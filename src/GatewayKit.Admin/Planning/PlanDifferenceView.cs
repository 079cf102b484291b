namespace GatewayKit.Admin.Planning;

/// <summary>A difference for a request.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The description. Secrets are masked.</param>
internal sealed record PlanDifferenceView(string Kind, string Text);
