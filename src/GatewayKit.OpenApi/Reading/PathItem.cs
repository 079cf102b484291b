namespace GatewayKit.OpenApi.Reading;

/// <summary>A path item, followed by the target of its reference: members next to a reference override it.</summary>
internal sealed class PathItem(IReadOnlyList<SourceLocation> places, ReaderScope scope)
{
    public IEnumerable<(string Name, SourceLocation Location)> Members
        => places.SelectMany(place => scope.Members.Of(place)).DistinctBy(member => member.Name, StringComparer.Ordinal);

    public IReadOnlyList<SourceLocation> Places => places;

    public static PathItem? Read(SourceLocation place, ReaderScope scope)
    {
        if (scope.Members.Object(place) is null)
            return null;
        var places = new List<SourceLocation> { place };
        // This ends, because the whole chain was followed before.
        while (References.Is(places[^1].Json) && scope.References.Target(places[^1].Below("$ref", places[^1].Json.GetProperty("$ref"))) is { } target)
            places.Add(target);
        return new PathItem(places, scope);
    }

    public SourceLocation? Find(string name) => places.Select(place => Reading.Members.Any(place, name)).FirstOrDefault(place => place is not null);
}
