using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>
/// The routes of a configuration, each with a number that it keeps in the next configurations: they can be compared number by number.
/// Immutable: a change of one route copies an array of references, and a new id also copies the numbers.
/// </summary>
internal sealed class ComposedRoutes
{
    public static readonly ComposedRoutes Empty = new(new(StringComparer.OrdinalIgnoreCase), []);

    private readonly Dictionary<string, int> _numbers;
    private readonly ComposedRoute?[] _routes;

    private ComposedRoutes(Dictionary<string, int> numbers, ComposedRoute?[] routes) => (_numbers, _routes) = (numbers, routes);

    /// <summary>The number of routes.</summary>
    public int Count => _numbers.Count;

    /// <summary>The routes by number; null for numbers that no route has.</summary>
    public ReadOnlySpan<ComposedRoute?> ByNumber => _routes;

    /// <summary>The routes.</summary>
    public IEnumerable<ComposedRoute> All => _routes.OfType<ComposedRoute>();

    /// <summary>The number of routes that authenticate callers.</summary>
    public int KnowingCallers { get; private init; }

    /// <summary>The number of routes with their own rules for paths.</summary>
    public int WithPaths { get; private init; }

    /// <summary>The number of routes that merge empty segments.</summary>
    public int MergingSegments { get; private init; }

    /// <summary>The object that all configurations have in common in which a route has the same number.</summary>
    private object Numbering { get; init; } = new();

    /// <summary>Returns a route; null if no route has the id.</summary>
    public ComposedRoute? Find(string id) => _numbers.TryGetValue(id, out var number) ? _routes[number] : null;

    /// <summary>Finds the number of a route.</summary>
    public bool TryGetNumber(string id, out int number) => _numbers.TryGetValue(id, out number);

    /// <summary>Returns whether a number means the same route here and in another configuration, unless a route was removed.</summary>
    public bool HasNumbersOf(ComposedRoutes other) => Numbering == other.Numbering;

    /// <summary>Returns the routes with changes.</summary>
    /// <param name="config">The configuration with all routes.</param>
    /// <param name="changes">The changed routes; others aren't looked at.</param>
    /// <param name="compose">Composes a route, or returns the one before.</param>
    public ComposedRoutes With(
        GatewayConfig config, RouteChanges changes, Func<string, GatewayRoute, ComposedRoute?, ComposedRoute> compose)
    {
        var change = new Change(this, Math.Max(_routes.Length, changes.AreAll ? config.Routes.Count : 0));
        foreach (var (id, route) in changes.Among(config.Routes))
            change.Set(id, compose(id, route, Find(id)));
        var gone = changes.AreAll ? _numbers.Keys : (IEnumerable<string>)changes.Ids;
        if (change.Count > config.Routes.Count)
        {
            foreach (var id in gone.Where(id => !config.Routes.ContainsKey(id)).ToList())
                change.Remove(id);
        }

        return change.ToRoutes();
    }

    /// <summary>A copy that isn't published yet.</summary>
    private sealed class Change(ComposedRoutes before, int size)
    {
        private Dictionary<string, int> _numbers = before._numbers;
        private ComposedRoute?[] _routes = Copy(before._routes, size);
        private int _used = before._routes.Length;
        private int _firstFree;
        private int _knowingCallers = before.KnowingCallers;
        private int _withPaths = before.WithPaths;
        private int _mergingSegments = before.MergingSegments;

        public int Count => _numbers.Count;

        public void Set(string id, ComposedRoute route)
        {
            if (!_numbers.TryGetValue(id, out var number))
                Numbers.Add(id, number = NewNumber());
            Replace(number, route);
        }

        public void Remove(string id)
        {
            if (Numbers.Remove(id, out var number))
                Replace(number, null);
        }

        public ComposedRoutes ToRoutes() => new(_numbers, _routes.Length == _used ? _routes : _routes[.._used])
        {
            Numbering = before.Count == 0 ? new object() : before.Numbering,
            KnowingCallers = _knowingCallers,
            WithPaths = _withPaths,
            MergingSegments = _mergingSegments,
        };

        private Dictionary<string, int> Numbers => ReferenceEquals(_numbers, before._numbers)
            ? _numbers = new Dictionary<string, int>(before._numbers, StringComparer.OrdinalIgnoreCase)
            : _numbers;

        private static ComposedRoute?[] Copy(ComposedRoute?[] routes, int size)
        {
            var copy = new ComposedRoute?[size];
            routes.CopyTo(copy, 0);
            return copy;
        }

        private int NewNumber()
        {
            // Routes are removed only after the last one was added, so no number below becomes free meanwhile.
            if (_numbers.Count < _used && Array.IndexOf(_routes, null, _firstFree, _used - _firstFree) is >= 0 and var free)
            {
                _firstFree = free + 1;
                return free;
            }

            _firstFree = _used;
            if (_used == _routes.Length)
                Array.Resize(ref _routes, _used + Math.Max(4, _used / 8));
            return _used++;
        }

        private void Replace(int number, ComposedRoute? route)
        {
            if (_routes[number] is { } old)
                Tally(old, -1);
            if (route is not null)
                Tally(route, 1);
            _routes[number] = route;
        }

        private void Tally(ComposedRoute route, int by)
        {
            if (route.Composer.KnowsCallers)
                _knowingCallers += by;
            if (route.Source.Paths is not { } paths)
                return;

            _withPaths += by;
            if (paths.EmptySegments == PathHandling.Merge)
                _mergingSegments += by;
        }
    }
}
