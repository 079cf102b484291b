namespace GatewayKit.OpenApi.Mocking.Examples.Texts;

/// <summary>Numbers that look real.</summary>
internal static class PlausibleNumbers
{
    /// <summary>Returns the range of a kind of number, and whether it is a whole number.</summary>
    public static (int Least, int Greatest, bool IsWhole) Range(TextKind kind) => kind switch
    {
        TextKind.Price => (1, 500, false),
        TextKind.Age => (18, 80, true),
        TextKind.Year => (2000, 2030, true),
        TextKind.Month => (1, 12, true),
        TextKind.Day => (1, 28, true),
        TextKind.Percent => (0, 100, true),
        TextKind.Latitude => (-80, 80, false),
        TextKind.Longitude => (-180, 180, false),
        TextKind.Small => (0, 100, true),
        TextKind.Identifier => (1, 100_000, true),
        TextKind.Date => (1_500_000_000, 1_800_000_000, true),
        _ => (0, 1000, false),
    };
}
