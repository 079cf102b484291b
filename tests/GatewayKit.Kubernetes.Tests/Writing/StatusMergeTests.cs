using System.Text;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Status;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Writing;

public sealed class StatusMergeTests
{
    private static readonly DateTimeOffset s_before = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_now = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly StatusMerge _merge = new(WriterScene.Controller);

    [Theory]
    [InlineData("True", false)]
    [InlineData("False", true)]
    public void The_time_of_a_condition_changes_with_its_status(string status, bool isNew)
    {
        var existing = new GatewayStatus { Conditions = [Accepted("True") with { LastTransitionTime = s_before, Message = "old" }] };

        var merged = (GatewayStatus)_merge.Merge(new GatewayStatus { Conditions = [Accepted(status)] }, existing, s_now);

        Assert.Equal(isNew ? s_now : s_before, merged.Conditions.Single().LastTransitionTime);
        Assert.Equal("", merged.Conditions.Single().Message);
    }

    [Fact]
    public void Conditions_of_others_are_those_with_a_domain()
    {
        var existing = new GatewayStatus
        {
            Conditions = [Accepted("True") with { Type = "example.com/Checked" }, Accepted("True") with { Type = "Former" }],
        };

        var merged = (GatewayStatus)_merge.Merge(new GatewayStatus { Conditions = [Accepted("True")] }, existing, s_now);

        Assert.Equal(["Accepted", "example.com/Checked"], merged.Conditions.Select(condition => condition.Type));
    }

    [Fact]
    public void Conditions_of_listeners_keep_their_times_by_the_name_of_the_listener()
    {
        var old = Accepted("True") with { LastTransitionTime = s_before };
        var existing = new GatewayStatus { Listeners = [new ListenerStatus { Name = "b", Conditions = [old] }] };

        var merged = (GatewayStatus)_merge.Merge(
            new GatewayStatus
            {
                Listeners =
                [
                    new ListenerStatus { Name = "a", Conditions = [Accepted("True")] },
                    new ListenerStatus { Name = "b", Conditions = [Accepted("True")] },
                ],
            }, existing, s_now);

        Assert.Equal([s_now, s_before], merged.Listeners.Select(listener => listener.Conditions.Single().LastTransitionTime!.Value));
    }

    [Fact]
    public void Parents_of_others_keep_their_places_and_own_ones_that_are_not_wanted_are_removed()
    {
        var existing = new RouteStatus
        {
            Parents = [Parent("old"), Parent("theirs", "example.com/other"), Parent("kept"), Parent("kept", "example.com/other")],
        };

        var merged = (RouteStatus)_merge.Merge(new RouteStatus { Parents = [Parent("new"), Parent("kept")] }, existing, s_now);

        Assert.Equal(
            ["theirs example.com/other", $"kept {WriterScene.Controller}", "kept example.com/other", $"new {WriterScene.Controller}"],
            merged.Parents.Select(parent => $"{parent.ParentRef.Name} {parent.ControllerName}"));
    }

    [Fact]
    public void A_policy_has_at_most_16_ancestors_and_those_of_others_come_first()
    {
        var existing = new PolicyStatus { Ancestors = [.. Enumerable.Range(0, 10).Select(i => Ancestor($"a{i}", "example.com/other"))] };
        var wanted = new PolicyStatus { Ancestors = [.. Enumerable.Range(0, 10).Select(i => Ancestor($"b{i}", WriterScene.Controller))] };

        var merged = (PolicyStatus)_merge.Merge(wanted, existing, s_now);

        Assert.Equal(16, merged.Ancestors.Length);
        Assert.Equal(10, merged.Ancestors.Count(ancestor => ancestor.ControllerName == "example.com/other"));
    }

    [Fact]
    public void A_patch_sets_members_to_null_that_are_not_wanted()
    {
        var ingress = new V1Ingress { Metadata = new V1ObjectMeta { ResourceVersion = "5" } };
        var existing = new V1IngressStatus
        {
            LoadBalancer = new V1IngressLoadBalancerStatus { Ingress = [new V1IngressLoadBalancerIngress { Ip = "192.0.2.1" }] },
        };

        Assert.Equal(
            """{"metadata":{"resourceVersion":"5"},"status":{"loadBalancer":null}}""",
            StatusPatch.Create(ingress, existing, new V1IngressStatus())!.ToJsonString());
        Assert.Null(StatusPatch.Create(ingress, existing, existing));
        Assert.Null(StatusPatch.Create(ingress, null, new V1IngressStatus()));
    }

    private static Condition Accepted(string status) => new() { Type = "Accepted", Status = status, Reason = "Accepted" };

    private static RouteParentStatus Parent(string name, string controller = WriterScene.Controller)
        => new() { ParentRef = new ParentReference { Name = name }, ControllerName = controller };

    private static PolicyAncestorStatus Ancestor(string name, string controller)
        => new() { AncestorRef = new ParentReference { Name = name }, ControllerName = controller };

    [Fact]
    public void Parents_of_others_stay_and_no_more_are_added_than_an_API_server_accepts()
    {
        var existing = new RouteStatus
        {
            Parents = [.. Enumerable.Range(0, 31).Select(i => Samples.Parent($"{i}") with { ControllerName = "other" })],
        };

        var merged = (RouteStatus)_merge.Merge(
            new RouteStatus { Parents = [Samples.Parent("first"), Samples.Parent("second")] }, existing, s_now);

        Assert.Equal(32, merged.Parents.Length);
        Assert.Equal("first", merged.Parents[^1].ParentRef.Name);
    }

    [Fact]
    public void Conditions_of_others_give_way_if_there_are_too_many()
    {
        var existing = new GatewayStatus
        {
            Conditions = [.. Enumerable.Range(0, 9).Select(i => Accepted("True") with { Type = $"example.com/{i}" })],
        };

        var merged = (GatewayStatus)_merge.Merge(new GatewayStatus { Conditions = [Accepted("True")] }, existing, s_now);

        Assert.Equal(8, merged.Conditions.Length);
        Assert.Equal("Accepted", merged.Conditions[0].Type);
    }

    [Fact]
    public void No_more_addresses_are_written_than_an_API_server_accepts()
    {
        var wanted = new GatewayStatus
        {
            Addresses = [.. Enumerable.Range(0, 20).Select(i => new GatewayAddress { Value = $"192.0.2.{i}" })],
        };

        Assert.Equal(16, ((GatewayStatus)_merge.Merge(wanted, null, s_now)).Addresses.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_long_message_is_cut_between_two_characters(int offset)
    {
        var message = new string('x', offset) + string.Concat(Enumerable.Repeat("\U0001F600", 20_000));
        var wanted = new GatewayStatus { Conditions = [Accepted("False") with { Message = message }] };

        var cut = ((GatewayStatus)_merge.Merge(wanted, null, s_now)).Conditions[0].Message;

        Assert.InRange(cut.Length, 4095, 4096);
        Assert.Equal(cut, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)));
    }
}
