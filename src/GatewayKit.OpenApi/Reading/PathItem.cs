namespace GatewayKit.OpenApi.Reading;

/// <summary>A path item, with what its reference leads to behind it: what stands beside a reference wins.</summary>
internal sealed class PathItem(IReadOnlyList<Place> places)
{
    public IEnumerable<(string Name, Place Place)> Members
        => places.SelectMany(place => Reading.Members.Of(place)).DistinctBy(member => member.Name, StringComparer.Ordinal);

    public IReadOnlyList<Place> Places => places;

    public static PathItem? Read(Place place, ReaderScope scope)
    {
        if (scope.Members.Object(place) is not { } target)
            return null;
        return new PathItem(target.Pointer == place.Pointer && target.Source == place.Source ? [place] : [place, target]);
    }

    public Place? Find(string name) => places.Select(place => Reading.Members.Any(place, name)).FirstOrDefault(place => place is not null);
}
