using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Sources;

namespace GatewayKit.Tests.Configuration.Sources;

/// <summary>The next version of a document reads only what has changed, and means the same as if everything was read.</summary>
public sealed class DocumentVersionTests
{
    private const string Yaml = """
        # A comment.
        x-common: &common
          path: /common
        plugins:
          - name: correlation-id
        routes:
          one:
            clusterId: up
            match: { path: /one }
            plugins:
              - name: rate-limit
                options: { limit: 10, window: 1m }
          two:
            match: *common

          three:   # a comment behind a key
            match:
              path: "/three
                and more"
              methods: [GET,
                POST]
            metadata:
              text: |+
                kept

              folded: >
                folded
                lines
          four: { match: { path: /four } }
          "five": { match: { path: '${env:HOME:-x}' } }
        clusters:
          up:
            destinations: { a: { address: "http://127.0.0.1:1" } }
        groups:
          gold:
          silver: {}
        consumers:
          ann:
            groups: [gold]
            credentials: { key-auth: [ { key: one } ] }
          bob:
            groups:
            - silver
          cid:
        """;

    private const string Json = """
        {
          "plugins": [ { "name": "correlation-id" } ],
          "routes": {
            "one": { "clusterId": "up", "match": { "path": "/one" } }, "two": { "match": { "path": "/two" } },
            "three": {
              "match": { "path": "/three", "methods": ["GET"] }, // a comment
              "plugins": [ { "name": "rate-limit", "options": { "limit": 10 } } ]
            },
          },
          "clusters": { "up": { "destinations": { "a": { "address": "http://127.0.0.1:1" } } } },
          "consumers": { "ann": { "groups": [], "credentials": { "key-auth": [ { "key": "é" } ] } }, "bob": {} }
        }
        """;

    private static readonly string[] s_texts = ["#", ": ",
        "- ", "\"", "'", "{", "}", "[", "]", ", ", "&a ", "*a", "!!str ", "|", "? ", "---", "\t", "  ", "x", "0", "<<", "~", "${env:HOME}"];

    [Theory]
    [InlineData("gateway.yaml", Yaml, "\n")]
    [InlineData("gateway.yaml", Yaml, "\r\n")]
    [InlineData("gateway.json", Json, "\n")]
    [InlineData("gateway.json", Json, "")]
    public void A_version_means_the_same_as_read_from_nothing_whatever_was_edited(string name, string document, string newLine)
    {
        if (newLine.Length == 0)
            document = document.Replace("// a comment", "", StringComparison.Ordinal);
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var version = new DocumentVersion();
            var good = document.Split('\n').ToList();
            var lines = good;
            for (var edit = 0; edit < 40; edit++)
            {
                var text = Encoding.UTF8.GetBytes(string.Join(newLine, lines));
                var expected = Read(text, name, null);
                var actual = Read(text, name, version);
                Assert.True(expected.Meaning == actual.Meaning,
                    $"Seed {seed}, edit {edit}:\n{string.Join('\n', lines)}\n\nExpected:\n{expected.Meaning}\n\nActual:\n{actual.Meaning}");

                if (expected.IsGood)
                    good = lines;
                lines = Edit(expected.IsGood || random.Next(4) == 0 ? lines : good, random);
            }
        }
    }

    [Theory]
    [InlineData("gateway.yaml", Yaml)]
    [InlineData("gateway.json", Json)]
    public void What_has_not_changed_is_the_same_object_at_its_new_place(string name, string document)
    {
        var version = new DocumentVersion();
        var first = Bind(document, name, version);

        var second = Bind(document
            .Replace("/three", "/changed", StringComparison.Ordinal)
            .Replace("\"clusterId\"", "\n \"clusterId\"", StringComparison.Ordinal)
            .Replace("# A comment.", "# A\n# comment.", StringComparison.Ordinal), name, version);

        Assert.Same(first.Consumers, second.Consumers);
        Assert.Same(first.Clusters, second.Clusters);
        Assert.True(first.Plugins == second.Plugins);
        Assert.NotSame(first.Routes["three"], second.Routes["three"]);
        Assert.StartsWith("/changed", second.Routes["three"].Route.Match.Path, StringComparison.Ordinal);
        Assert.Equal(Bind(document, name, null).Consumers["ann"].Location.Line + 1, second.Consumers["ann"].Location.Line);
        if (name.EndsWith(".yaml", StringComparison.Ordinal))
            Assert.Same(first.Routes["four"], second.Routes["four"]);
    }

    [Fact]
    public void The_work_for_one_change_does_not_grow_with_the_consumers()
    {
        var version = new DocumentVersion();
        var text = new StringBuilder("routes: { one: { match: { path: /1 } } }\nconsumers:\n");
        for (var i = 0; i < 5_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"  c{i}:\n    credentials: {{ key-auth: [ {{ key: k{i} }} ] }}\n");
        var whole = Allocated(() => Bind(text.ToString(), "gateway.yaml", version));

        var change = Allocated(() => Bind(text.ToString().Replace("/1", "/2", StringComparison.Ordinal), "gateway.yaml", version));

        // The text itself remains: its bytes, its characters twice, and those of this test.
        Assert.InRange(change, 0, 12 * text.Length);
        Assert.InRange(whole, 40 * text.Length, long.MaxValue);
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static List<string> Edit(List<string> lines, Random random)
    {
        var edited = lines.ToList();
        var at = random.Next(edited.Count);
        var line = edited[at];
        var column = random.Next(line.Length + 1);
        switch (random.Next(9))
        {
            case 0:
                edited.RemoveAt(at);
                break;
            case 1:
                edited.Insert(at, edited[random.Next(edited.Count)]);
                break;
            case 2:
                edited.Insert(at, "");
                break;
            case 3:
                edited[at] = " " + line;
                break;
            case 4:
                edited[at] = line.Length > 0 ? line[1..] : " ";
                break;
            case 5:
                var other = random.Next(edited.Count);
                (edited[at], edited[other]) = (edited[other], edited[at]);
                break;
            case 6:
                edited[at] = line.Replace("one", "uno", StringComparison.Ordinal).Replace("10", "20", StringComparison.Ordinal);
                break;
            case 7:
                edited[at] = line[..column] + s_texts[random.Next(s_texts.Length)] + line[column..];
                break;
            default:
                edited[at] = column < line.Length ? line.Remove(column, 1) : line;
                break;
        }

        return edited.Count == 0 ? [""] : edited;
    }

    private static (string Meaning, bool IsGood) Read(byte[] text, string name, DocumentVersion? version)
    {
        var errors = new ConfigErrors();
        var config = DocumentBinder.Bind(text, name, "/", errors, version);
        return (Describe(config, errors), errors.Count == 0);
    }

    private static GatewayConfig Bind(string text, string name, DocumentVersion? version)
    {
        var errors = new ConfigErrors();
        var config = DocumentBinder.Bind(Encoding.UTF8.GetBytes(text), name, "/", errors, version);
        Assert.Empty(errors.Items.Select(error => error.ToString()));
        return config!;
    }

    private static string Describe(GatewayConfig? config, ConfigErrors errors)
    {
        var text = new StringBuilder();
        foreach (var error in errors.Items.Concat(errors.Warnings))
            text.AppendLine(CultureInfo.InvariantCulture, $"{error}");
        if (config is null || errors.Count > 0)
            return text.ToString();

        Describe(text, "plugins", config.Plugins);
        foreach (var (id, route) in config.Routes.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"route {id} {route.Location} {route.Route.ClusterId} {route.Route.Match.Path} "
                + $"{string.Join(',', route.Route.Match.Methods ?? [])} "
                + $"{string.Join(',', route.Route.Metadata?.Select(m => m.ToString()) ?? [])}");
            Describe(text, id, route.Plugins);
        }

        foreach (var (id, cluster) in config.Clusters.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture,
                $"cluster {id} {cluster.Location} "
                    + $"{string.Join(',', cluster.Cluster.Destinations!.Select(d => $"{d.Key}={d.Value.Address}"))}");
        foreach (var (name, group) in config.Groups.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            Describe(text.AppendLine(CultureInfo.InvariantCulture, $"group {name} {group.Location}"), name, group.Plugins);
        foreach (var (name, consumer) in config.Consumers.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"consumer {name} {consumer.Location} {string.Join(',', consumer.Groups)}");
            foreach (var credential in consumer.Credentials.SelectMany(c => c.Value))
                Describe(text, credential);
        }

        return text.ToString();
    }

    private static void Describe(StringBuilder text, string where, ImmutableArray<PluginEntry> plugins)
    {
        foreach (var plugin in plugins)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{where}: {plugin.Name} {plugin.Location}");
            if (plugin.Options is { } options)
                Describe(text, options);
        }
    }

    private static void Describe(StringBuilder text, ConfigNode node)
    {
        switch (node)
        {
            case ConfigMapping mapping:
                foreach (var (key, value) in mapping.Entries)
                    Describe(text.AppendLine(CultureInfo.InvariantCulture, $"{key} {mapping.KeyLocation(key)}:"), value);
                break;
            case ConfigSequence sequence:
                foreach (var item in sequence.Items)
                    Describe(text, item);
                break;
            case ConfigScalar scalar:
                text.AppendLine(CultureInfo.InvariantCulture, $"{scalar.Location} {scalar.Text}");
                break;
            default:
                text.AppendLine(CultureInfo.InvariantCulture, $"{node.Location}");
                break;
        }
    }
}
