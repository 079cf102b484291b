namespace GatewayKit.Plugins.JsonXml;

/// <summary>The weight of a format in <c>Accept</c>.</summary>
/// <param name="Weight">The weight, 0 to 1; 0 if the format isn't accepted.</param>
/// <param name="IsListed">Whether the header has a media type of the format.</param>
internal readonly record struct FormatWeight(double Weight, bool IsListed) : IComparable<FormatWeight>
{
    public int CompareTo(FormatWeight other)
        => Weight != other.Weight ? Weight.CompareTo(other.Weight)
            : Weight == 0 ? 0
            : IsListed.CompareTo(other.IsListed);
}
