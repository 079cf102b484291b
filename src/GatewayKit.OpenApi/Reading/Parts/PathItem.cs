using GatewayKit.OpenApi.Reading.Files;

namespace GatewayKit.OpenApi.Reading.Parts;

/// <summary>A path item, followed by the target of its reference: members next to a reference override it.</summary>
internal sealed class PathItem(IReadOnlyList<SourceLocation> locations, ReaderScope scope)
{
    public IEnumerable<(string Name, SourceLocation Location)> Members
        => locations.SelectMany(location => scope.Members.Of(location)).DistinctBy(member => member.Name, StringComparer.Ordinal);

    public IReadOnlyList<SourceLocation> Locations => locations;

    public static PathItem? Read(SourceLocation location, ReaderScope scope)
    {
        if (scope.Members.Object(location) is null)
            return null;
        var locations = new List<SourceLocation> { location };
        // This ends, because the whole chain was followed before.
        while (References.Is(locations[^1].Json)
            && scope.References.Target(locations[^1].Below("$ref", locations[^1].Json.GetProperty("$ref"))) is { } target)
            locations.Add(target);
        return new PathItem(locations, scope);
    }

    public SourceLocation? Find(string name)
        => locations.Select(location => Files.Members.Any(location, name)).FirstOrDefault(location => location is not null);

    /// <summary>Returns the parameters of an operation: first those of the path, which it may override.
    /// <c>null</c> for those that can't be read.</summary>
    public IEnumerable<SourceLocation?> ParametersOf(SourceLocation operation)
        => locations.Reverse().Append(operation)
            .SelectMany(parent => scope.Members.Items(scope.Members.Array(parent, "parameters")))
            .Select(location => scope.Members.Object(location));
}
