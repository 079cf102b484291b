using System.Collections.Immutable;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Configuration.Matching;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Proxy.Matching;

/// <summary>Checks the routes with a <see cref="PreciseMatch"/>: after a configuration without errors, only the changed ones, and the
/// choices that they are part of.</summary>
internal sealed class PreciseRouteRule : IConfigRule
{
    private readonly Lock _checking = new();
    private Checked? _last;

    public void Check(GatewayConfig config, ConfigErrors errors)
    {
        lock (_checking)
        {
            var last = _last is { } same && same.Listeners.SetEquals(config.Listeners.Keys) ? same : null;
            _last = null;
            var changes = RouteChanges.Between(last?.Routes, config);
            var choices = changes.AreAll || last is null ? new ChoiceMembers() : last.Choices;
            var before = errors.Total;
            var check = new PreciseMatchCheck(config.Listeners, errors);
            if (!changes.AreAll)
            {
                foreach (var id in changes.Ids)
                    choices.Remove(id, last!.Routes.GetValueOrDefault(id)?.Match?.Choice);
            }

            foreach (var (id, route) in changes.Among(config.Routes))
            {
                if (route.Match is not { } match)
                    continue;

                check.Check(id, route, match);
                choices.Add(id, match.Choice);
            }

            foreach (var (id, route) in changes.Among(config.Routes))
                CheckChoice(id, route, choices, config, errors);
            if (errors.Total == before)
                _last = new Checked(config.Routes, [.. config.Listeners.Keys], choices);
        }
    }

    private static void CheckChoice(string id, GatewayRoute route, ChoiceMembers choices, GatewayConfig config, ConfigErrors errors)
    {
        if (route.Match is not { Choice: { } choice } match)
            return;

        var other = choices.Of(choice)
            .FirstOrDefault(member => config.Routes.GetValueOrDefault(member)?.Match is not { } same
                || !MatchContent.HasSameConditions(match, same));
        if (other is not null)
            errors.Add(
                ConfigOwner.Route(id),
                $"match.choice is '{DisplayText.Name(choice)}', but its conditions differ from those of route '{DisplayText.Name(other)}', "
                    + "which is part of the same choice.",
                route.Location);
    }

    /// <summary>A configuration without errors.</summary>
    private sealed record Checked(ImmutableDictionary<string, GatewayRoute> Routes, HashSet<string> Listeners, ChoiceMembers Choices);

    /// <summary>The routes of each choice.</summary>
    private sealed class ChoiceMembers
    {
        private readonly Dictionary<string, List<string>> _members = new(StringComparer.Ordinal);

        /// <summary>The ids of the routes of a choice.</summary>
        public List<string> Of(string choice) => _members.GetValueOrDefault(choice) ?? [];

        public void Add(string id, string? choice)
        {
            if (choice is null)
                return;
            if (!_members.TryGetValue(choice, out var members))
                _members.Add(choice, members = []);
            members.Add(id);
        }

        public void Remove(string id, string? choice)
        {
            if (choice is null || !_members.TryGetValue(choice, out var members))
                return;

            members.RemoveAll(member => member.Equals(id, StringComparison.OrdinalIgnoreCase));
            if (members.Count == 0)
                _members.Remove(choice);
        }
    }
}
