using GatewayKit.AccessLog;

namespace GatewayKit.Plugins.Tests.AccessLog;

public sealed class FieldTableTests
{
    public static TheoryData<string> Names => [.. FieldCatalog.Names()];

    [Theory, MemberData(nameof(Names))]
    public void Every_field_is_in_the_table(string name)
    {
        var star = FieldCatalog.Defaults.Contains(name) ? " *" : "";

        Assert.Contains(Rows(), row => row.Contains($"`{name}`{star},", StringComparison.Ordinal)
            || row.Contains($"`{name}`{star} |", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Rows()
        => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "file-log.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal));
}
