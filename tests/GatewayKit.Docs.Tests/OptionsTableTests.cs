using System.Text.RegularExpressions;
using GatewayKit.Configuration;
using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.Cors;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.Mock;
using GatewayKit.Plugins.OpenApiValidation;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.Record;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;
using GatewayKit.Schema;

namespace GatewayKit.Docs;

/// <summary>The tables of options in the plugins' READMEs. With <c>UPDATE_DOCS=1</c> they are written anew instead of checked.</summary>
public sealed partial class OptionsTableTests
{
    // Each README has one table of options for each of these records of its plugin, in this order.
    private static readonly Type[] s_records =
    [
        typeof(CorrelationIdOptions), typeof(CorsOptions), typeof(KeyAuthOptions),
        typeof(KeyAuthCredential), typeof(MockOptions), typeof(OpenApiValidationOptions), typeof(RateLimitOptions), typeof(RecordOptions),
        typeof(RequestTransformOptions), typeof(ResponseTransformOptions),
    ];

    public static TheoryData<string> Plugins => [.. s_records.Select(r => r.Assembly.GetName().Name!).Distinct()];

    [Theory, MemberData(nameof(Plugins))]
    public void The_tables_are_those_of_the_option_records(string plugin)
    {
        var path = Path.Combine(Repository.Root, "plugins", plugin, "README.md");
        var text = File.ReadAllText(path);
        var tables = new Queue<string>(s_records.Where(r => r.Assembly.GetName().Name == plugin).Select(OptionsTable.Markdown));
        Assert.Equal(tables.Count, Table().Count(text));

        var updated = Table().Replace(text, _ => tables.Dequeue());

        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(path, updated);
        else
            Assert.Equal(updated, text);
    }

    [Fact]
    public void Every_plugin_is_checked()
        => Assert.Equal(
            Directory.GetDirectories(Path.Combine(Repository.Root, "plugins"), "GatewayKit.Plugins.*").Select(Path.GetFileName).Order(),
            s_records.Select(r => r.Assembly.GetName().Name).Distinct().Order());

    [GeneratedRegex(@"^\| option \| type \| default \| meaning \|\n(\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex Table();
}
