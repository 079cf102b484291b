namespace GatewayKit.Tests.Runtime.Reloading;

/// <summary>Random edits of a configuration, as an operator might make them.</summary>
internal sealed class ModelEdits(Random random)
{
    private static readonly string[] s_broken =
    [
        "/admin/{id:intt}", "/admin/{id:range(5,1)}",
        "/admin/{id:regex(()}", "/admin/{id:length(-1)}", "/{a}/{a}", "/admin/{", ":80", "a.example:http", "[::1]", "a.*.example",
    ];

    private int _marks;

    public ModelConfig Edit(ModelConfig config)
    {
        var routes = config.Routes.ToList();
        for (var edits = random.Next(1, 4); edits > 0; edits--)
            Edit(routes);
        return new ModelConfig(routes, s_broken[random.Next(s_broken.Length)]);
    }

    private void Edit(List<ModelRoute> routes)
    {
        if (routes.Count < 2)
        {
            routes.Add(New(routes));
            return;
        }

        var i = random.Next(routes.Count);
        var j = (i + random.Next(1, routes.Count)) % routes.Count;
        switch (random.Next(12))
        {
            case 0 or 1 when routes.Count < 8:
                routes.Add(New(routes));
                break;
            case 2:
                routes.RemoveAt(i);
                break;
            case 3 or 4:
                (routes[i], routes[j]) = (routes[i] with { Id = routes[j].Id }, routes[j] with { Id = routes[i].Id });
                break;
            case 5:
                routes[i] = routes[i] with { Id = FreeId(routes) };
                break;
            case 6 or 7:
                routes[i] = routes[i] with { IsProtected = !routes[i].IsProtected };
                break;
            case 8:
                routes[i] = routes[i] with { IsBroken = !routes[i].IsBroken };
                break;
            case 9:
                routes[i] = routes[i] with { Path = ModelPath.All[random.Next(ModelPath.All.Length)] };
                break;
            case 10:
                routes[i] = routes[i] with { Host = Host(), Method = Method() };
                break;
            default:
                routes[i] = routes[i] with { Order = random.Next(-1, 2) };
                break;
        }
    }

    private ModelRoute New(List<ModelRoute> routes) => new(
        FreeId(routes), $"m{_marks++}", ModelPath.All[random.Next(ModelPath.All.Length)],
        Host(), Method(), random.Next(4) == 0 ? random.Next(-1, 2) : 0, random.Next(2) == 0, false);

    private string FreeId(List<ModelRoute> routes)
    {
        string[] free = [.. Enumerable.Range(0, 12).Select(n => $"r{n:d2}").Where(id => !routes.Exists(route => route.Id == id))];
        return free[random.Next(free.Length)];
    }

    private string? Host() => random.Next(4) switch { 0 => "a.example", 1 => "b.example", _ => null };

    private string? Method() => random.Next(4) switch { 0 => "GET", 1 => "POST", _ => null };
}
