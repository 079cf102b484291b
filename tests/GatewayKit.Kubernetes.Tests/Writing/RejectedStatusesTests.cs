using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Status;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Tests.Writing;

public sealed class RejectedStatusesTests
{
    private static readonly ResourceOwner s_route = WriterScene.Owner(ResourceKind.HttpRoute, "web");
    private static readonly ResourceOwner s_stream = WriterScene.Owner(ResourceKind.TcpRoute, "tcp");
    private static readonly ResourceOwner s_gateway = WriterScene.Owner(ResourceKind.Gateway, "gateway");
    private static readonly ResourceOwner s_consumer = WriterScene.Owner(ResourceKind.GatewayConsumer, "alice");

    [Fact]
    public void A_route_of_which_all_parts_are_rejected_is_not_accepted()
    {
        var status = (RouteStatus)Apply(s_route, ConfigOwner.Route("web/0"), ConfigOwner.Route("web/1"));

        Assert.Equal("Accepted False UnsupportedValue Wrong.", Show(status.Parents.Single().Conditions.Single(c => c.Type == "Accepted")));
    }

    [Fact]
    public void A_route_of_which_a_part_is_rejected_is_partially_invalid()
    {
        var conditions = ((RouteStatus)Apply(s_route, ConfigOwner.Route("web/0"))).Parents.Single().Conditions;

        Assert.Equal("True", conditions.Single(c => c.Type == "Accepted").Status);
        var partial = conditions.Single(c => c.Type == "PartiallyInvalid");
        Assert.StartsWith("PartiallyInvalid True UnsupportedValue Dropped Rule", Show(partial));
        Assert.Equal(7, partial.ObservedGeneration);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rejected_route_of_connections_has_the_condition(bool isWhole)
    {
        var conditions = ((RouteStatus)(isWhole
            ? Apply(s_stream, ConfigOwner.StreamRoute("tcp/0"), ConfigOwner.StreamRoute("tcp/1"))
            : Apply(s_stream, ConfigOwner.StreamRoute("tcp/0")))).Parents.Single().Conditions;

        Assert.Equal(isWhole ? "False" : "True", conditions.Single(c => c.Type == "Accepted").Status);
        Assert.Equal(!isWhole, conditions.Any(c => c.Type == "PartiallyInvalid"));
    }

    [Fact]
    public void A_rejected_listener_is_not_programmed_and_the_others_are()
    {
        var gateway = (GatewayStatus)Apply(s_gateway, ConfigOwner.Listener("gateway/a"));

        Assert.Equal(["Programmed False Invalid Wrong.", "Programmed True Programmed "],
            gateway.Listeners.Select(listener => Show(listener.Conditions.Single())));
        Assert.Equal("Programmed True Programmed ", Show(gateway.Conditions.Single()));
    }

    [Fact]
    public void A_Gateway_without_a_listener_is_not_programmed()
    {
        var gateway = (GatewayStatus)Apply(s_gateway, ConfigOwner.Listener("gateway/a"), ConfigOwner.Listener("gateway/b"));

        Assert.Equal("Programmed False Invalid No listener is programmed.", Show(gateway.Conditions.Single()));
    }

    [Fact]
    public void A_rejected_consumer_is_not_accepted()
    {
        var consumer = (ResourceConditions)Apply(s_consumer, ConfigOwner.Consumer("alice"));

        Assert.Equal("Accepted False Invalid Wrong.", Show(consumer.Conditions.Single()));
    }

    [Fact]
    public void Errors_of_one_resource_leave_the_statuses_of_others()
    {
        var translation = Translation();
        var statuses = RejectedStatuses.Apply(new PublishedTranslation(translation, Errors(ConfigOwner.Route("web/0"))));

        Assert.Same(translation.Statuses.Single(status => status.Owner == s_gateway).Status, statuses[s_gateway]);
        Assert.Same(translation.Statuses.Single(status => status.Owner == s_stream).Status, statuses[s_stream]);
    }

    [Fact]
    public void A_message_has_each_reason_once_and_is_bounded()
    {
        var errors = Enumerable.Range(0, 30).Select(i => new ConfigError("", $"Reason {i / 2}.", default));

        Assert.Equal(
            "Reason 0. Reason 1. Reason 2. Reason 3. Reason 4. Reason 5. Reason 6. Reason 7. Reason 8. Reason 9.",
            RejectedStatuses.Describe(errors));
    }

    private static object Apply(ResourceOwner owner, params ConfigOwner[] rejected)
        => RejectedStatuses.Apply(new PublishedTranslation(Translation(), Errors(rejected)))[owner];

    private static ImmutableDictionary<ConfigOwner, ImmutableArray<ConfigError>> Errors(params ConfigOwner[] owners)
        => owners.ToImmutableDictionary(owner => owner, owner => ImmutableArray.Create(new ConfigError("", "Wrong.", default)));

    private static Kubernetes.Translation.Translation Translation() => new()
    {
        Owners = ImmutableDictionary<ConfigOwner, ResourceOwner>.Empty
            .Add(ConfigOwner.Route("web/0"), s_route)
            .Add(ConfigOwner.Route("web/1"), s_route)
            .Add(ConfigOwner.StreamRoute("tcp/0"), s_stream)
            .Add(ConfigOwner.StreamRoute("tcp/1"), s_stream)
            .Add(ConfigOwner.Listener("gateway/a"), s_gateway)
            .Add(ConfigOwner.Listener("gateway/b"), s_gateway)
            .Add(ConfigOwner.Consumer("alice"), s_consumer),
        Sections = ImmutableDictionary<ConfigOwner, string>.Empty
            .Add(ConfigOwner.Listener("gateway/a"), "a")
            .Add(ConfigOwner.Listener("gateway/b"), "b"),
        Statuses =
        [
            new ResourceStatus(s_route, Route()),
            new ResourceStatus(s_stream, Route()),
            new ResourceStatus(s_gateway, new GatewayStatus
            {
                Conditions = [True("Programmed")],
                Listeners =
                [
                    new ListenerStatus { Name = "a", Conditions = [True("Programmed")] },
                    new ListenerStatus { Name = "b", Conditions = [True("Programmed")] },
                ],
            }),
            new ResourceStatus(s_consumer, new ResourceConditions { Conditions = [True("Accepted")] }),
        ],
    };

    private static RouteStatus Route() => new()
    {
        Parents = [new RouteParentStatus { ControllerName = WriterScene.Controller, Conditions = [True("Accepted")] }],
    };

    private static Condition True(string type) => new() { Type = type, Status = "True", Reason = type, ObservedGeneration = 7 };

    private static string Show(Condition condition) => $"{condition.Type} {condition.Status} {condition.Reason} {condition.Message}";
}
