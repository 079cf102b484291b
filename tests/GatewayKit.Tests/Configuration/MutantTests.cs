using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Configuration;
using GatewayKit.Tests.Configuration.Binding;

namespace GatewayKit.Tests.Configuration;

public class MutantTests
{
    private const int Mutants = 5_000;
    private const string Secret = "hunter2hunter2";

    private const string Rich = """
        {
          "plugins": [ { "name": "rules", "id": "a", "stage": "traffic", "enabled": true, "timeout": "5s", "onError": "continue", "options": { "limit": 5, "headers": ["a"], "size": "2KB", "mail": "a@b.c", "word": "abc" } } ],
          "routes": {
            "orders": {
              "clusterId": "orders", "order": 1, "timeout": "00:00:05", "maxRequestBodySize": 1000, "authorizationPolicy": "p", "metadata": { "a": "b" },
              "match": { "path": "/orders/{**rest}", "methods": ["GET"], "hosts": ["example.com"], "headers": [ { "name": "h", "values": ["v"], "mode": "exists", "isCaseSensitive": true } ], "queryParameters": [ { "name": "q", "mode": "exact" } ] },
              "transforms": [ { "pathRemovePrefix": "/orders" } ], "authentication": "any", "paths": { "encodedSlash": "keep", "emptySegments": "merge" },
              "plugins": [ { "name": "secrets", "options": { "key": "hunter2hunter2", "pin": 1, "pins": [1], "byName": { "x": 1 }, "digits": "123", "port": 80 } } ]
            }
          },
          "clusters": {
            "orders": {
              "loadBalancingPolicy": "Random", "sessionAffinity": { "enabled": true, "affinityKeyName": "k", "cookie": { "sameSite": "strict", "maxAge": "1h" } },
              "healthCheck": { "active": { "enabled": true, "interval": "10s", "path": "/h" }, "passive": { "enabled": true } },
              "httpClient": { "sslProtocols": ["tls12"], "maxConnectionsPerServer": 5, "webProxy": { "address": "http://x:1/" } }, "httpRequest": { "version": "2", "versionPolicy": "requestVersionExact" },
              "destinations": { "one": { "address": "http://127.0.0.1:5001", "metadata": { "a": "b" } } }, "metadata": { "c": "d" }, "plugins": []
            }
          },
          "groups": { "gold": { "plugins": [ { "name": "rules" } ] } },
          "consumers": { "alice": { "groups": ["gold"], "credentials": { "key-auth": [ { "key": "hunter2hunter2" } ] }, "plugins": [] } },
          "paths": { "parameters": "keep" }, "trustedProxies": ["10.0.0.0/8", "::1"], "shutdown": { "drainDelay": "5s", "shutdownTimeout": "30s" }
        }
        """;

    private static readonly string[] s_values =
    [
        "null", "\"\"", "\" \"", "0", "-1", "1e9", "1e999", "99999999999999999999999999", "true", "\"true\"", "\"NaN\"", "[]", "{}", "[[]]", "{\"a\":{}}", "[null]", "\"\\u0000\\u202e\"",
        "\"999999999999d\"", "\"${env:GATEWAYKIT_NEVER_SET}\"", "\"$${env:X}\"", "\"x\"", "[1,\"a\",null,{},[]]", "{\"0\":1,\"1\":2}", "\"<<\"", "\"/\"", "\"::\"", "\"-\"",
        "\"" + new string('x', 100_000) + "\"", new string('[', 40) + new string(']', 40), new string('[', 200) + new string(']', 200), "{\"\":1}", "{\"name\":[]}",
    ];

    [Fact]
    public void The_original_is_valid() => Assert.NotEmpty(Documents.Config(Rich, "gateway.json").Routes);

    [Fact]
    public void Five_thousand_mutants_are_refused_with_a_place_or_accepted_and_none_shows_a_secret()
    {
        var root = JsonNode.Parse(Rich)!;
        var nodes = Nodes(root).ToArray();
        var random = new Random(20_260_523);
        var (accepted, refused) = (0, 0);
        for (var i = 0; i < Mutants; i++)
        {
            var target = nodes[i % nodes.Length];
            var mutation = random.Next(s_values.Length + 3);
            var text = new StringBuilder();
            Write(text, root, target, mutation);
            if (Check(text.ToString(), i % 2 == 0 ? "gateway.json" : "gateway.yaml"))
                accepted++;
            else
                refused++;
        }

        Assert.True(accepted > 100 && refused > 1000, $"{accepted} were accepted and {refused} refused: the mutants are not what they should be.");
    }

    private static bool Check(string text, string name)
    {
        var (config, errors) = Documents.Bind(text, name);
        foreach (var entry in config is null ? [] : config.Plugins.Concat(config.Routes.Values.SelectMany(r => r.Plugins)))
            OptionsBinder.Bind(entry.Name == "secrets" ? typeof(SecretOptions) : typeof(RuleOptions), entry.Options, $"plugins ({entry.Name})", "options.", entry.Place, errors);

        Assert.True(config is not null || errors.Count > 0);
        Assert.All(errors.Items, e =>
        {
            Assert.True(e.Where.Length > 0 || e.Place.Line > 0, e.ToString());
            Assert.DoesNotContain(Secret, e.ToString(), StringComparison.Ordinal);
            Assert.True(e.ToString().Length < 2000, e.ToString());
            Assert.DoesNotContain(e.ToString(), char.IsControl);
        });
        return errors.Count == 0;
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node)
    {
        var children = node switch
        {
            JsonObject mapping => mapping.Select(p => p.Value!),
            JsonArray list => list.Select(i => i!),
            _ => [],
        };

        return children.SelectMany(c => Nodes(c).Prepend(c));
    }

    // A value in the target's place, or the target twice, without its key, or under a wrong key.
    private static void Write(StringBuilder text, JsonNode node, JsonNode target, int mutation)
    {
        if (ReferenceEquals(node, target) && mutation < s_values.Length)
        {
            text.Append(s_values[mutation]);
        }
        else if (node is JsonObject mapping)
        {
            text.Append('{').AppendJoin(',', mapping.SelectMany(p => Entries(p.Key, p.Value!, target, mutation))).Append('}');
        }
        else if (node is JsonArray list)
        {
            text.Append('[').AppendJoin(',', list.Select(i => Written(i!, target, mutation))).Append(']');
        }
        else
        {
            text.Append(node.ToJsonString());
        }
    }

    private static IEnumerable<string> Entries(string key, JsonNode value, JsonNode target, int mutation)
    {
        var entry = string.Create(CultureInfo.InvariantCulture, $"{JsonSerializer.Serialize(key)}:{Written(value, target, mutation)}");
        return ReferenceEquals(value, target) ? (mutation - s_values.Length) switch
        {
            0 => [entry, entry.ToUpperInvariant()],
            1 => [],
            2 => [$"\"x{entry[1..]}"],
            _ => [entry],
        } : [entry];
    }

    private static string Written(JsonNode node, JsonNode target, int mutation)
    {
        var text = new StringBuilder();
        Write(text, node, target, mutation);
        return text.ToString();
    }
}
