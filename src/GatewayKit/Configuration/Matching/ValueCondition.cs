namespace GatewayKit.Configuration.Matching;

/// <summary>The condition of a header, a query parameter or a cookie.</summary>
/// <param name="Name">The name; case matters only in query parameters and cookies.</param>
/// <param name="Kind">How the value is compared.</param>
/// <param name="Value">The value or the regular expression.</param>
public sealed record ValueCondition(string Name, ValueConditionKind Kind, string Value);
