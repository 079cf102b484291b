namespace GatewayKit.OpenApi.Reading;

/// <summary>A path item, with what its reference leads to behind it: what stands beside a reference wins.</summary>
internal sealed class PathItem(IReadOnlyList<Place> places, ReaderScope scope)
{
    public IEnumerable<(string Name, Place Place)> Members
        => places.SelectMany(place => scope.Members.Of(place)).DistinctBy(member => member.Name, StringComparer.Ordinal);

    public IReadOnlyList<Place> Places => places;

    public static PathItem? Read(Place place, ReaderScope scope)
    {
        if (scope.Members.Object(place) is null)
            return null;
        var places = new List<Place> { place };
        // Known to end, since the whole chain could be followed.
        while (References.Is(places[^1].Json) && scope.References.Target(places[^1].Below("$ref", places[^1].Json.GetProperty("$ref"))) is { } target)
            places.Add(target);
        return new PathItem(places, scope);
    }

    public Place? Find(string name) => places.Select(place => Reading.Members.Any(place, name)).FirstOrDefault(place => place is not null);
}
