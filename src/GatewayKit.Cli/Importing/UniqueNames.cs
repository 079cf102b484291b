namespace GatewayKit.Cli.Importing;

/// <summary>Names that differ in more than their case: a number is added to a name that is taken.</summary>
/// <param name="separator">The text between the name and the number.</param>
/// <param name="taken">The names that are taken from the beginning.</param>
internal sealed class UniqueNames(string separator = "-", IEnumerable<string>? taken = null)
{
    private readonly HashSet<string> _taken = new(taken ?? [], StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns a name that is now taken.</summary>
    /// <param name="name">The name, which gets a number if it is taken.</param>
    public string Add(string name)
    {
        var unique = name;
        for (var i = 2; !_taken.Add(unique); i++)
            unique = $"{name}{separator}{i}";
        return unique;
    }
}
