using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi;

/// <summary>One way in which a request or a response violates its document.</summary>
/// <param name="Place">The part of the message.</param>
/// <param name="Name">The name of the parameter or header; empty for the body and the status.</param>
/// <param name="JsonPointer">The place in the value: a JSON Pointer (RFC 6901), empty for the whole.</param>
/// <param name="Code">The rule: a keyword of JSON Schema such as <c>minLength</c>, or <c>required</c>, <c>unknown</c>, <c>mediaType</c>,
/// <c>syntax</c>, <c>repeated</c>, <c>discriminator</c>; <c>cost</c> and <c>depth</c> for a value that would be too costly to check.</param>
/// <param name="Message">What is asked for. Never has the value.</param>
public sealed record Violation(ViolationPlace Place, string Name, string JsonPointer, string Code, string Message)
{
    /// <summary>The way to what is wrong: the part of the message, the name, the steps into the value. A parameter that is missing is
    /// missing in its part, as a property is in its object.</summary>
    internal IEnumerable<string> Steps(bool inResponse)
    {
        if (inResponse)
            yield return "response";
        yield return Place.ToString().ToLowerInvariant();
        if (Name.Length > 0 && !(Code == "required" && JsonPointer.Length == 0))
            yield return Name;
        foreach (var token in JsonPointer.Split('/').Skip(1))
            yield return Schemas.Compilation.JsonPointer.Unescape(token);
    }
}
