using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Tests.Configuration.Binding;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Configuration;

public class MutantTests
{
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
          "paths": { "parameters": "keep" }, "trustedProxies": ["10.0.0.0/8", "::1"], "problems": { "404": { "contentType": "text/html", "body": "<p>" } }, "shutdown": { "drainDelay": "5s", "shutdownTimeout": "30s" }
        }
        """;

    [Fact]
    public void The_original_is_valid() => Assert.NotEmpty(Documents.Config(Rich, "gateway.json").Routes);

    [Fact]
    [Trait("Cases", "Generated")]
    public void Mutants_are_refused_with_a_place_or_accepted_and_none_shows_a_secret()
    {
        var (accepted, refused, count) = (0, 0, Cases.Of(500));
        foreach (var (i, mutant) in JsonMutants.Of(Rich, count).Index())
        {
            if (Check(mutant, i % 2 == 0 ? "gateway.json" : "gateway.yaml"))
                accepted++;
            else
                refused++;
        }

        Assert.True(accepted > count / 50 && refused > count / 5,
            $"{accepted} were accepted and {refused} refused: the mutants are not what they should be.");
    }

    private static bool Check(string text, string name)
    {
        var (config, errors) = Documents.Bind(text, name);
        foreach (var entry in config is null ? [] : config.Plugins.Concat(config.Routes.Values.SelectMany(r => r.Plugins)))
            OptionsBinder.Bind(entry.Name == "secrets" ? typeof(SecretOptions) : typeof(RuleOptions),
                entry.Options, new ConfigPiece($"plugins ({entry.Name})"), "options.", entry.Location, errors);

        Assert.True(config is not null || errors.Count > 0);
        foreach (var error in errors.Items)
        {
            var shown = error.ToString();
            Assert.True(error.Where.Length > 0 || error.Location.Line > 0, shown);
            Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
            Assert.True(shown.Length < 2000, shown);
            Assert.False(shown.Any(char.IsControl), shown);
        }
        return errors.Count == 0;
    }
}
