namespace GatewayKit.JsonSchema.Documents;

/// <summary>Classifies members by name during the traversal of a whole document.</summary>
internal static class MemberKinds
{
    /// <summary>Whether the names within a member are arbitrary, so that they don't classify their values.</summary>
    public static bool HasNames(string member)
        => member is "properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas" or "schemas"
            or "paths" or "responses" or "parameters" or "headers" or "requestBodies" or "content" or "pathItems" or "callbacks";

    /// <summary>Whether a member contains data, which may have any structure.</summary>
    public static bool IsData(string member)
        => member is "example" or "examples" or "default" or "enum" or "const" or "value"
            || member.StartsWith("x-", StringComparison.Ordinal);
}
