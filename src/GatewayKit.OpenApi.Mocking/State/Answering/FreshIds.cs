using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Mocking.State.Storing;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Generates ids that are valid for both the property and the path parameter. Ids contain or are derived from an increasing
/// number, so that none is used twice.</summary>
internal sealed class FreshIds(string collection, SchemaSurface property, OpenApiSchema? parameter, Samples samples, int seed)
{
    private const int MaxAttempts = 64;
    private readonly string _single = IdProperty.Singular(collection[(collection.LastIndexOf('/') + 1)..]);
    private readonly long _least = Math.Max(0, (property.Number("minimum") ?? 1) - 1);
    private readonly long _step = Math.Max(1, property.Number("multipleOf") ?? 1);

    /// <summary>Returns the next id; <c>null</c> if none was found.</summary>
    /// <param name="number">The last number used; receives the number of the new id.</param>
    /// <param name="isTaken">Whether an id is in use.</param>
    /// <param name="likeUuids">Whether the other ids are UUIDs.</param>
    public JsonNode? Next(ref long number, Func<string, bool> isTaken, bool likeUuids)
    {
        number = Math.Max(number, _least);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            number++;
            foreach (var candidate in Candidates(number, likeUuids))
            {
                if (ItemKey.Of(JsonTree.ToElement(candidate)) is { } key && !isTaken(key) && IsAllowed(candidate, key))
                    return candidate;
            }
        }
        return null;
    }

    /// <summary>Whether an id is valid in the path of an item.</summary>
    public bool FitsPath(string key)
    {
        if (key is "." or "..")
            return false;
        if (parameter?.Compile(SchemaDirection.Request).Schema is not { } schema)
            return true;
        return schema.IsValid(JsonTree.ToElement(JsonValue.Create(key)))
            || (AsNumber(key) is { } number && schema.IsValid(JsonTree.ToElement(number)));
    }

    /// <summary>Converts an id from a path to the type of the property; <c>null</c> if the property doesn't allow it.</summary>
    public JsonNode? Typed(string key)
    {
        JsonNode? id = property.IsNumber ? AsNumber(key) : JsonValue.Create(key);
        return id is not null && ItemKey.Of(JsonTree.ToElement(id)) == key && IsAllowed(id, key) ? id : null;
    }

    private bool IsAllowed(JsonNode candidate, string key)
        => property.Schema.Compile(SchemaDirection.Response).Schema?.IsValid(JsonTree.ToElement(candidate)) != false && FitsPath(key);

    private IEnumerable<JsonNode> Candidates(long number, bool likeUuids)
    {
        if (property.IsNumber)
        {
            yield return JsonValue.Create(number * _step);
        }
        else
        {
            var digest = SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed} {collection} {number}")));
            if (likeUuids || property.Format == "uuid")
                yield return JsonValue.Create(Uuid(digest));
            yield return JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"{_single}-{number}"));
            yield return JsonValue.Create(number.ToString(CultureInfo.InvariantCulture));
            yield return JsonValue.Create(Uuid(digest));
            yield return JsonValue.Create(Convert.ToHexStringLower(digest)[..24]);
            yield return JsonValue.Create(Convert.ToHexStringLower(digest)[..32]);
        }
        if (samples.TryMake(property.Schema, collection, out var made, number) && made is JsonValue)
            yield return made;
    }

    /// <summary>Creates a UUID that looks like version 4 (RFC 9562, section 5.4), which most APIs use.</summary>
    private static string Uuid(ReadOnlySpan<byte> digest)
    {
        Span<byte> bytes = stackalloc byte[16];
        digest[..16].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static JsonValue? AsNumber(string key)
        => long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
            : decimal.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;
}
