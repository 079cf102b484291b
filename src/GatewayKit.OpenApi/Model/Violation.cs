namespace GatewayKit.OpenApi;

/// <summary>A violation of the document by a request or a response.</summary>
/// <param name="Location">The part of the message.</param>
/// <param name="Name">The name of the parameter or header; empty for the body and the status.</param>
/// <param name="JsonPointer">The location in the value as a JSON Pointer (RFC 6901); empty for the whole value.</param>
/// <param name="Code">The rule: a keyword of JSON Schema such as <c>minLength</c>, or <c>required</c>, <c>unknown</c>, <c>mediaType</c>,
/// <c>syntax</c>, <c>repeated</c>, <c>discriminator</c>; <c>cost</c> and <c>depth</c> for a value that would be too expensive to
/// validate.</param>
/// <param name="Message">The requirement. Never contains the value.</param>
public sealed record Violation(ViolationLocation Location, string Name, string JsonPointer, string Code, string Message)
{
    /// <summary>The path to the invalid value: the part of the message, the name, the steps into the value. A missing parameter or property
    /// is reported at the part or object that lacks it.</summary>
    internal IEnumerable<string> Steps(bool inResponse)
    {
        if (inResponse)
            yield return "response";
        yield return Location.ToString().ToLowerInvariant();
        if (Name.Length > 0 && !(Code == "required" && JsonPointer.Length == 0))
            yield return Name;
        foreach (var token in JsonPointer.Split('/').Skip(1))
            yield return JsonSchema.Documents.JsonPointer.Unescape(token);
    }
}
