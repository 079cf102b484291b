namespace GatewayKit.Planning;

/// <summary>A difference between two configurations for a request.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The description, such as <c>key-auth no longer runs</c>. Secrets are masked.</param>
public sealed record PlannedDifference(ChangeKind Kind, string Text);
