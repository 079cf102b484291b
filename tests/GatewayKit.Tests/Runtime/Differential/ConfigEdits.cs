using System.Collections.Immutable;

namespace GatewayKit.Tests.Runtime.Differential;

/// <summary>Random edits, many of them small: only in case, in order, in something that another part depends on.</summary>
internal sealed class ConfigEdits(Random random)
{
    private static readonly string[] s_paths =
    [
        "/a/{id}", "/a/{Id}", @"/a/{id:regex(^\d+$)}", @"/a/{id:regex(^\D+$)}", "/a/{id:int}", "/{**rest}", "/b/{**rest}",
        "/B/{**rest}", "/c/x", "/c/{**rest}",
    ];
    private static readonly string[] s_matches =
    [
        "", "", "", ", methods: [GET]", ", methods: [get, POST]", ", hosts: [one.example]", ", hosts: ['*.example']",
        ", headers: [ { name: X-Kind, values: [k], isCaseSensitive: true } ]",
        ", headers: [ { name: X-Kind, values: [K], isCaseSensitive: true } ]",
    ];
    private static readonly string[] s_more =
    [
        "", "", "", "authentication: any", "paths: { encodedSlash: keep }", "transforms: [ { requestHeader: X-Mark, set: one } ]",
        "transforms: [ { requestHeader: X-Mark, set: One } ]", "metadata: { a: b }", "metadata: { a: B }", "maxRequestBodySize: 10",
    ];
    private static readonly string[] s_top =
    [
        "", "", "paths: { encodedSlash: keep, parameters: keep }", "problems: { '401': { contentType: text/plain, body: first } }",
        "problems: { '401': { contentType: text/plain, body: second } }",
    ];
    private static readonly string[] s_options =
    [
        "", ", map: { A: '1', B: '2' }", ", map: { B: '2', A: '1' }", ", map: { a: '1', B: '2' }", ", list: [x, y]",
        ", list: [y, x]", ", list: [x, Y]",
    ];
    private static readonly string[] s_ids = ["r1", "r2", "r3", "R1", "r4"];
    private static readonly string[] s_labels = ["l", "L", "m", $"${{env:{EditedConfig.Variable}}}"];

    public static readonly EditedConfig First = new()
    {
        Routes = [new("r1", "/a/{id}") { Entries = [new("key", "k")] }, new("r2", "/b/{**rest}")],
        Clusters = ImmutableSortedDictionary<string, (string, ImmutableList<EditedEntry>)>.Empty
            .Add("up", ("", [])).Add("other", ("base", [new("trace", "o")])),
        Groups = ImmutableSortedDictionary<string, ImmutableList<EditedEntry>>.Empty.Add("gold", [new("trace", "gold")]).Add("silver", []),
        Consumers = [new("ann") { Keys = ["1"], Groups = ["gold"] }, new("bob") { Keys = ["2"] }],
    };

    public EditedConfig Edit(EditedConfig config)
    {
        for (var edits = random.Next(1, 4); edits > 0; edits--)
            config = EditOnce(config);
        return config;
    }

    private EditedConfig EditOnce(EditedConfig config) => random.Next(17) switch
    {
        0 => config with { Value = Pick("v", "w", "V") },
        1 => config with { Shared = Pick("shared", "Shared", "changed") },
        2 => config with { Top = Pick(s_top) },
        3 => config with { IsBlock = !config.IsBlock },
        4 => config with { Global = Edit(config.Global) },
        5 => config with { GlobalOfMore = Edit(config.GlobalOfMore) },
        6 or 7 or 8 => config with { Routes = Edit(config.Routes) },
        9 => config with { RoutesOfMore = Edit(config.RoutesOfMore) },
        10 => Move(config),
        11 or 12 => EditCluster(config, Pick("up", "other")),
        13 => EditGroup(config, Pick("gold", "silver")),
        _ => config with { Consumers = Edit(config.Consumers) },
    };

    private static EditedConfig Move(EditedConfig config) => config.Routes.IsEmpty
        ? config with { Routes = config.RoutesOfMore, RoutesOfMore = [] }
        : config with { Routes = config.Routes.RemoveAt(0), RoutesOfMore = config.RoutesOfMore.Add(config.Routes[0]) };

    private EditedConfig EditCluster(EditedConfig config, string id)
    {
        var (address, entries) = config.Clusters[id];
        return config with
        {
            Clusters =
            config.Clusters.SetItem(id, random.Next(2) == 0 ? (Pick("", "base", "Base", "other"), entries) : (address, Edit(entries)))
        };
    }

    private EditedConfig EditGroup(EditedConfig config, string name)
        => config with { Groups = config.Groups.SetItem(name, Edit(config.Groups[name])) };

    private ImmutableList<EditedRoute> Edit(ImmutableList<EditedRoute> routes)
    {
        if (routes.IsEmpty || (routes.Count < 4 && random.Next(5) == 0))
            return routes.Add(new EditedRoute(Pick(s_ids), Pick(s_paths)) { Entries = random.Next(2) == 0 ? [new("key", "k")] : [] });

        var i = random.Next(routes.Count);
        var j = random.Next(routes.Count);
        var (one, other) = (routes[i], routes[j]);
        return random.Next(11) switch
        {
            0 => routes.RemoveAt(i),
            1 => routes.SetItem(i, one with { Id = other.Id }).SetItem(j, other with { Id = one.Id }),
            2 => routes.SetItem(i, one with { Path = other.Path }).SetItem(j, other with { Path = one.Path }),
            3 => routes.SetItem(i, one with { Id = Pick(s_ids) }),
            4 => routes.SetItem(i, one with { Path = Pick(s_paths) }),
            5 => routes.SetItem(i, one with { Match = Pick(s_matches) }),
            6 => routes.SetItem(i, one with { Cluster = Pick("up", "other", "UP") }),
            7 => routes.SetItem(i, one with { More = Pick(s_more) }),
            8 => routes.SetItem(i, one with { Order = random.Next(-1, 2) }),
            _ => routes.SetItem(i, one with { Entries = Edit(one.Entries) }),
        };
    }

    private ImmutableList<EditedConsumer> Edit(ImmutableList<EditedConsumer> consumers)
    {
        if (consumers.IsEmpty)
            return ConfigEdits.First.Consumers;

        var i = random.Next(consumers.Count);
        var one = consumers[i];
        return random.Next(8) switch
        {
            0 => consumers.RemoveAt(i),
            1 => consumers.Reverse(),
            2 => [.. consumers.Select((consumer, at) => consumer with { Keys = consumers[(at + 1) % consumers.Count].Keys })],
            3 => consumers.SetItem(i, one with { Keys = one.Keys.IsEmpty ? [Pick("1", "2", "3")] : [] }),
            4 => consumers.SetItem(i, one with { Name = Pick("ann", "Ann", "bob", "cid") }),
            5 => consumers.SetItem(
                i, one with { Groups = Pick<ImmutableList<string>>([], ["gold"], ["Gold"], ["silver", "gold"], ["gold", "silver"]) }),
            _ => consumers.SetItem(i, one with { Entries = Edit(one.Entries) }),
        };
    }

    private ImmutableList<EditedEntry> Edit(ImmutableList<EditedEntry> entries)
    {
        if (entries.IsEmpty || (entries.Count < 3 && random.Next(4) == 0))
            return entries.Add(new EditedEntry(Pick("trace", "trace", "route-trace", "key"), Pick(s_labels))
            {
                Id = random.Next(2) == 0 ? Pick("x", "X") : null,
            });

        var i = random.Next(entries.Count);
        var one = entries[i];
        return random.Next(11) switch
        {
            0 or 1 => entries.RemoveAt(i),
            2 => entries.SetItem(i, one with { Label = Pick(s_labels) }),
            3 => entries.SetItem(i, one with { Id = Pick(null, "x", "X", "y") }),
            4 => entries.SetItem(i, one with { Enabled = !one.Enabled }),
            5 => entries.SetItem(i, one with { Stage = Pick(null, "diagnostics", "authorization", "transformation") }),
            6 => entries.SetItem(i, one with { OnError = Pick(null, "continue"), Timeout = Pick(null, "5s") }),
            7 => entries.SetItem(i, one with { IsAlias = !one.IsAlias }),
            8 => entries.Reverse(),
            _ => entries.SetItem(i, one with { More = Pick(s_options) }),
        };
    }

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];
}
