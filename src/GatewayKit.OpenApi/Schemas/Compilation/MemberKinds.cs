namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>What members hold that are met on a walk through a whole document, by their names.</summary>
internal static class MemberKinds
{
    /// <summary>Whether a member's own members have names of any kind, which say nothing about what they hold.</summary>
    public static bool HasNames(string member) => member is "properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas" or "schemas"
        or "paths" or "responses" or "parameters" or "headers" or "requestBodies" or "content" or "pathItems" or "callbacks";

    /// <summary>Whether a member holds data, which may look like anything.</summary>
    public static bool IsData(string member)
        => member is "example" or "examples" or "default" or "enum" or "const" or "value" || member.StartsWith("x-", StringComparison.Ordinal);
}
