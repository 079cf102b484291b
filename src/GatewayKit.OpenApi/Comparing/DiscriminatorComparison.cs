using System.Text.Json;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the property that selects one of several alternatives, and its values (OpenAPI 3.1, section 4.8.25).</summary>
internal sealed class DiscriminatorComparison(bool isRequest)
{
    /// <summary>Compares the parts of two schemas that apply to every value.</summary>
    public void Compare(IReadOnlyList<JsonElement> before, IReadOnlyList<JsonElement> after, ChangePlace at)
    {
        var (old, now) = (Of(before), Of(after));
        JsonElement[] both = [.. new[] { old, now }.Where(one => one.ValueKind != JsonValueKind.Undefined)];
        if (both.Length == 0 || !at.Changes.TryStep(both))
            return;

        var (name, nameAfter) = (NameIn(old), NameIn(now));
        if (name != nameAfter)
            at.Add(
                name is null ? isRequest : nameAfter is not null || !isRequest,
                $"The discriminator was {name ?? "open"} and is {nameAfter ?? "open"}.");
        else
            CompareTargets(Targets(old), Targets(now), at.In($"discriminator '{name}'"));
    }

    private void CompareTargets(OrderedDictionary<string, string> before, OrderedDictionary<string, string> after, ChangePlace at)
    {
        foreach (var (value, target) in before)
        {
            if (!after.TryGetValue(value, out var other))
                at.Add(isRequest, $"The value '{value}' is removed.");
            else if (other != target)
                at.Break($"The value '{value}' selects another schema.");
        }

        foreach (var (value, _) in after.Where(pair => !before.ContainsKey(pair.Key)))
            at.Add(!isRequest, $"The value '{value}' is new.");
    }

    /// <summary>Returns the discriminator, an object, or in Swagger the name of the property.</summary>
    private static JsonElement Of(IReadOnlyList<JsonElement> schemas)
        => schemas.Select(part => part.TryGetProperty("discriminator", out var value) ? value : default)
            .FirstOrDefault(value => value.ValueKind is JsonValueKind.Object or JsonValueKind.String);

    private static string? NameIn(JsonElement discriminator) => discriminator.ValueKind switch
    {
        JsonValueKind.String => discriminator.GetString(),
        JsonValueKind.Object when discriminator.TryGetProperty("propertyName", out var name) => name.ToString(),
        _ => null,
    };

    /// <summary>Returns the names of the schemas that the values select: files can be in other folders.</summary>
    private static OrderedDictionary<string, string> Targets(JsonElement discriminator)
    {
        var targets = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (discriminator.ValueKind == JsonValueKind.Object && discriminator.TryGetProperty("mapping", out var mapping)
            && mapping.ValueKind == JsonValueKind.Object)
        {
            foreach (var value in mapping.EnumerateObject())
                targets[value.Name] = value.Value.ToString().Split('/')[^1];
        }

        return targets;
    }
}
