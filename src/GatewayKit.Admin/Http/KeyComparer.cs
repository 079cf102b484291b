namespace GatewayKit.Admin.Http;

/// <summary>Compares keys without regard to case first, so that the order is total and the one that readers expect.</summary>
internal sealed class KeyComparer : IComparer<string>
{
    public static KeyComparer Instance { get; } = new();

    public int Compare(string? x, string? y)
        => StringComparer.OrdinalIgnoreCase.Compare(x, y) is not 0 and var difference ? difference : StringComparer.Ordinal.Compare(x, y);
}
