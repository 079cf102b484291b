using System.Text.Json;

namespace GatewayKit.JsonSchema.Values;

/// <summary>Compares JSON values as JSON Schema does.</summary>
internal sealed class JsonValueComparer : IEqualityComparer<JsonElement>
{
    public static readonly JsonValueComparer Instance = new();

    public bool Equals(JsonElement x, JsonElement y) => JsonEquality.Equal(x, y);

    public int GetHashCode(JsonElement obj) => JsonEquality.Hash(obj);
}
