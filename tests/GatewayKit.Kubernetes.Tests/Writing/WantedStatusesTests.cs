using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Status;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Tests.Writing;

public sealed class WantedStatusesTests
{
    private readonly WantedStatuses _wanted = new();
    private readonly ResourceStatus[] _statuses = [.. Enumerable.Range(0, 9).Select(i => Status($"r{i}"))];

    [Fact]
    public void Only_statuses_that_are_other_objects_change()
    {
        Assert.Equal(9, _wanted.Use(Published(_statuses)).Changed.Count);
        _statuses[4] = Status("r4");

        var (all, changed) = _wanted.Use(Published(_statuses));

        Assert.Equal([_statuses[4].Owner], changed.Distinct());
        Assert.Same(_statuses[4].Status, all[_statuses[4].Owner]);
        Assert.Empty(_wanted.Use(Published(_statuses)).Changed);
    }

    [Fact]
    public void Statuses_that_come_and_go_change_in_any_order()
    {
        _wanted.Use(Published(_statuses));
        ResourceStatus[] next = [Status("new"), .. _statuses[5..], .. _statuses[..4]];

        var (all, changed) = _wanted.Use(Published(next));

        Assert.Equal([next[0].Owner, _statuses[4].Owner], changed.OrderBy(owner => owner.Name));
        Assert.Equal(next.Select(status => status.Owner).OrderBy(o => o.Name), all.Keys.OrderBy(owner => owner.Name));
    }

    [Fact]
    public void A_rejection_changes_a_status_when_it_comes_and_when_it_goes()
    {
        _wanted.Use(Published(_statuses));
        var rejected = Published(_statuses) with
        {
            Errors = ImmutableDictionary<ConfigOwner, ImmutableArray<ConfigError>>.Empty
                .Add(ConfigOwner.Route("r4"), [new ConfigError("", "it is wrong", default)]),
        };

        var (all, changed) = _wanted.Use(rejected);
        Assert.Equal([_statuses[4].Owner], changed);
        Assert.NotSame(_statuses[4].Status, all[_statuses[4].Owner]);

        (all, changed) = _wanted.Use(Published(_statuses));
        Assert.Equal([_statuses[4].Owner], changed);
        Assert.Same(_statuses[4].Status, all[_statuses[4].Owner]);
    }

    private static readonly Condition s_accepted = new() { Type = "Accepted", Status = "True", Reason = "Accepted" };

    private static PublishedTranslation Published(ResourceStatus[] statuses) => new(
        new Kubernetes.Translation.Translation
        {
            Statuses = [.. statuses],
            Owners = statuses.ToImmutableDictionary(status => ConfigOwner.Route(status.Owner.Name.Name), status => status.Owner),
        },
        []);

    private static ResourceStatus Status(string name) => new(
        WriterScene.Owner(ResourceKind.HttpRoute, name),
        new RouteStatus { Parents = [new RouteParentStatus { Conditions = [s_accepted] }] });
}
