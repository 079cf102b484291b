namespace GatewayKit.OpenApi.Mocking.Choosing;

/// <summary>A client's preference.</summary>
/// <param name="Value">The preferred value.</param>
/// <param name="IsInField">Whether it is in the <c>Prefer</c> field, so that <c>Preference-Applied</c> confirms it.</param>
internal sealed record Preference<T>(T Value, bool IsInField);
