namespace GatewayKit.OpenApi.Mocking.Choosing;

/// <summary>Something that a client asks for.</summary>
/// <param name="Value">What it asks for.</param>
/// <param name="IsInField">Whether it asks in the <c>Prefer</c> field, which is answered with <c>Preference-Applied</c>.</param>
internal sealed record Preference<T>(T Value, bool IsInField);
