namespace GatewayKit.OpenApi;

/// <summary>One way in which a request or a response violates its document.</summary>
/// <param name="Place">The part of the message.</param>
/// <param name="Name">The name of the parameter or header; empty for the body and the status.</param>
/// <param name="JsonPointer">The place in the value: a JSON Pointer (RFC 6901), empty for the whole.</param>
/// <param name="Code">The rule: a keyword of JSON Schema such as <c>minLength</c>, or <c>required</c>, <c>unknown</c>, <c>mediaType</c>,
/// <c>syntax</c>, <c>repeated</c>, <c>discriminator</c>.</param>
/// <param name="Message">What is asked for. Never has the value.</param>
public sealed record Violation(ViolationPlace Place, string Name, string JsonPointer, string Code, string Message);
