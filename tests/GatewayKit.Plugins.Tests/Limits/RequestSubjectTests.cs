using System.Net;
using System.Security.Claims;
using GatewayKit.Limits;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.Limits;

public class RequestSubjectTests
{
    private static readonly IPAddress s_address = IPAddress.Parse("192.0.2.7");
    private static readonly CounterSubject s_byAddress = CounterSubject.FromAddress(s_address);
    private readonly FakeContext _context = new();

    public RequestSubjectTests() => _context.Http.Connection.RemoteIpAddress = s_address;

    [Fact]
    public void By_consumer_is_the_consumer_once_it_is_known_and_the_address_before()
    {
        Assert.Equal(s_byAddress, new RequestSubject("consumer").Of(_context));
        _context.Identify(new Consumer("alice"));
        Assert.Equal(new CounterSubject("alice"), new RequestSubject("consumer").Of(_context));
    }

    [Fact]
    public void By_ip_is_the_address_even_of_a_known_consumer()
    {
        _context.Identify(new Consumer("alice"));
        Assert.Equal(s_byAddress, new RequestSubject("ip").Of(_context));
    }

    [Fact]
    public void By_route_is_the_route_whoever_calls()
    {
        _context.Identify(new Consumer("alice"));
        Assert.Equal(new CounterSubject("orders"), new RequestSubject("route").Of(_context));
    }

    [Fact]
    public void By_cluster_is_the_chosen_cluster_and_the_address_without_one()
    {
        Assert.Equal(s_byAddress, new RequestSubject("cluster").Of(_context));
        _context.ClusterId = "blue";
        Assert.Equal(new CounterSubject("blue"), new RequestSubject("cluster").Of(_context));
    }

    [Fact]
    public void The_description_for_logs_has_names_but_no_value_of_the_client()
    {
        _context.Http.Request.Headers["X-Tenant"] = "secret";
        _context.Identify(new Consumer("alice"));

        Assert.Equal(
            "consumer 'alice', a header 'X-Tenant', IP address '192.0.2.7'",
            new RequestSubject("consumer,header:X-Tenant,cookie:session").Describe(_context));
    }

    [Fact]
    public void By_header_is_the_header_and_the_address_without_it()
    {
        var subject = new RequestSubject("header:X-Tenant");
        Assert.Equal(s_byAddress, subject.Of(_context));
        _context.Http.Request.Headers["x-tenant"] = "";
        Assert.Equal(s_byAddress, subject.Of(_context));
        _context.Http.Request.Headers["x-tenant"] = "blue";
        Assert.Equal(new CounterSubject("blue"), subject.Of(_context));
    }

    [Fact]
    public void A_long_header_is_kept_as_a_short_hash()
    {
        _context.Http.Request.Headers["X-Tenant"] = new string('a', 8000);
        var one = new RequestSubject("header:X-Tenant").Of(_context);
        _context.Http.Request.Headers["X-Tenant"] = new string('a', 7999) + "b";
        var other = new RequestSubject("header:X-Tenant").Of(_context);

        Assert.Equal(34, one.ToString().Length);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void By_cookie_claim_and_path_parameter_is_their_value_and_the_address_without_it()
    {
        foreach (var by in new[] { "cookie:session", "claim:tenant", "path:tenant" })
            Assert.Equal(s_byAddress, new RequestSubject(by).Of(_context));
        _context.Http.Request.Headers.Cookie = "session=one";
        _context.Http.Request.RouteValues["tenant"] = "two";
        _context.Identify(new Consumer("alice"), new ClaimsPrincipal(new ClaimsIdentity([new Claim("tenant", "three")], "test")));

        Assert.Equal(new CounterSubject("one"), new RequestSubject("cookie:session").Of(_context));
        Assert.Equal(new CounterSubject("two"), new RequestSubject("path:tenant").Of(_context));
        Assert.Equal(new CounterSubject("three"), new RequestSubject("claim:tenant").Of(_context));
    }

    [Fact]
    public void Several_keys_count_together_and_each_of_them_matters()
    {
        var subject = new RequestSubject("consumer, header:X-Tenant,ip");
        var seen = new List<CounterSubject> { subject.Of(_context) };
        _context.Http.Request.Headers["X-Tenant"] = "blue";
        seen.Add(subject.Of(_context));
        _context.Http.Request.Headers["X-Tenant"] = s_byAddress.ToString();
        seen.Add(subject.Of(_context));
        _context.Identify(new Consumer("blue"));
        seen.Add(subject.Of(_context));
        _context.Http.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.8");
        seen.Add(subject.Of(_context));

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(seen[4], subject.Of(_context));
    }

    [Fact]
    public void Several_keys_allocate_nothing()
    {
        var subject = new RequestSubject("route, header:X-Tenant");
        _context.Http.Request.Headers["X-Tenant"] = "blue";

        Assert.Equal(0, AllocatedBytes.Of(() => subject.Of(_context)));
    }
}
