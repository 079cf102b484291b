using System.Text.Json;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>A schema as written, and the ways from it to others. Compared by location.</summary>
internal interface IWrittenSchema<T>
    where T : class, IWrittenSchema<T>
{
    JsonElement Json { get; }

    /// <summary>Whether a reference overrides the keywords next to it.</summary>
    bool ReferenceStandsAlone { get; }

    /// <summary>Follows a reference within the schema; <c>null</c> if its target doesn't exist.</summary>
    T? Follow(string reference);

    /// <summary>Returns the schema at a relative JSON Pointer without the leading slash; <c>null</c> if it doesn't exist.</summary>
    T? Below(string path);
}
