using System.Text.Json.Nodes;

namespace GatewayKit.OpenApi.Mocking.State.Models;

/// <summary>What <see cref="Documents.Pets"/> should do, as a dictionary. Its steps are chosen by a seed.</summary>
internal sealed class PetModel(int seed)
{
    private static readonly string[] s_names = ["Ada", "Bo", "Cy", "Dee", "Eve", "Fay"];
    private static readonly string[] s_kinds = ["cat", "dog", "fish"];
    private readonly Random _random = new(seed);
    private readonly FixedClock _clock = new();
    private readonly SortedDictionary<int, JsonObject> _pets = new()
    {
        [1] = Object("""{"id":1,"name":"Rex","kind":"dog","tags":["big"]}"""),
        [2] = Object("""{"id":2,"name":"Tom","kind":"cat","age":3}"""),
    };

    private int _last = 2;

    public void Run(int steps)
    {
        var api = new StatefulApi(Documents.Pets, new MockStateOptions { TimeProvider = _clock, MaxItems = 100_000 });
        for (var i = 0; i < steps; i++)
        {
            _clock.Now = _clock.Now.AddSeconds(1);
            Step(api);
        }
    }

    private void Step(StatefulApi api)
    {
        var id = _random.Next(1, _last + 3);
        switch (_random.Next(9))
        {
            case 0 or 1:
                Create(api);
                break;
            case 2:
                Replace(api, id);
                break;
            case 3:
                Merge(api, id);
                break;
            case 4:
                Patch(api, id);
                break;
            case 5:
                Assert.Equal(_pets.Remove(id) ? 204 : 404, api.Send("DELETE", $"/pets/{id}").Status);
                break;
            case 6:
                List(api);
                break;
            default:
                Expect(api.Send("GET", $"/pets/{id}"), 200, id);
                break;
        }
    }

    private void Create(StatefulApi api)
    {
        var pet = Random();
        var answer = api.Send("POST", "/pets", pet.ToJsonString());
        Fill(pet, ++_last, Now, Now);
        _pets[_last] = pet;
        Expect(answer, 201, _last);
    }

    private void Replace(StatefulApi api, int id)
    {
        var pet = Random();
        var answer = api.Send("PUT", $"/pets/{id}", pet.ToJsonString());
        if (_pets.TryGetValue(id, out var old))
        {
            Fill(pet, id, (string?)old["createdAt"], Now);
            _pets[id] = pet;
        }
        Expect(answer, 200, id);
    }

    private void Merge(StatefulApi api, int id)
    {
        var change = new JsonObject();
        foreach (var (name, value) in Random().Append(KeyValuePair.Create<string, JsonNode?>("age", null)).Where(_ => _random.Next(2) == 0))
            change[name] = name != "name" && _random.Next(3) == 0 ? null : value?.DeepClone();
        if (_random.Next(8) == 0)
            change["name"] = _random.Next(2) == 0 ? null : "much too long a name";
        var wrong = change.TryGetPropertyValue("name", out var text) && (string?)text is not { Length: <= 10 };

        var answer = api.Send(
            "PATCH", $"/pets/{id}", change.ToJsonString(), _random.Next(2) == 0 ? "application/json" : "application/merge-patch+json");
        if (wrong)
        {
            Assert.Equal(_pets.ContainsKey(id) ? 422 : 404, answer.Status);
            return;
        }
        if (_pets.TryGetValue(id, out var pet))
        {
            foreach (var (name, value) in change)
            {
                if (value is null)
                    pet.Remove(name);
                else
                    pet[name] = value.DeepClone();
            }
            pet["updatedAt"] = Now;
        }
        Expect(answer, 200, id);
    }

    private void Patch(StatefulApi api, int id)
    {
        var name = s_names[_random.Next(s_names.Length)];
        var operations = new JsonArray();
        var (status, pet) = (200, _pets.GetValueOrDefault(id)?.DeepClone().AsObject() ?? []);
        for (var i = _random.Next(1, 4); i > 0 && status == 200; i--)
        {
            switch (_random.Next(5))
            {
                case 0:
                    operations.Add(Object($$"""{"op":"replace","path":"/name","value":"{{name}}"}"""));
                    pet["name"] = name;
                    break;
                case 1:
                    operations.Add(Object("""{"op":"remove","path":"/age"}"""));
                    status = pet.Remove("age") ? 200 : 422;
                    break;
                case 2:
                    operations.Add(Object("""{"op":"add","path":"/tags/-","value":"more"}"""));
                    if (pet["tags"] is JsonArray tags)
                        tags.Add("more");
                    else
                        status = 422;
                    break;
                case 3:
                    operations.Add(Object($$"""{"op":"test","path":"/name","value":"{{name}}"}"""));
                    status = (string?)pet["name"] == name ? 200 : 409;
                    break;
                case 4:
                    operations.Add(Object("""{"op":"copy","from":"/id","path":"/age"}"""));
                    pet["age"] = id;
                    break;
            }
        }
        status = !_pets.ContainsKey(id) ? 404 : status == 200 && pet["tags"] is JsonArray { Count: > 5 } ? 422 : status;
        var answer = api.Send("PATCH", $"/pets/{id}", operations.ToJsonString(), "application/json-patch+json");
        if (status == 200)
        {
            pet["updatedAt"] = Now;
            _pets[id] = pet;
        }
        Expect(answer, status, id);
    }

    private void List(StatefulApi api)
    {
        var (kinds, name, sort) = (s_kinds.Where(_ => _random.Next(3) == 0).ToList(), _random.Next(4) == 0
            ? s_names[_random.Next(s_names.Length)]
            : null, _random.Next(4));
        var (limit, offset) =
            (_random.Next(2) == 0 ? _random.Next(1, 8) : (int?)null, _random.Next(2) == 0 ? _random.Next(0, 12) : (int?)null);
        List<string> query = [.. kinds.Select(kind => $"kind={kind}")];
        if (name is not null)
            query.Add($"name={name}");
        if (limit is not null)
            query.Add($"limit={limit}");
        if (offset is not null)
            query.Add($"offset={offset}");
        if (sort > 0)
            query.Add($"sort={(sort == 1 ? "name" : sort == 2 ? "-age" : "-createdAt,name")}");

        var all = _pets.Values.Where(
            pet => (kinds.Count == 0 || kinds.Contains((string?)pet["kind"] ?? "")) && (name is null || (string?)pet["name"] == name));
        all = sort switch
        {
            1 => all.OrderBy(pet => (string?)pet["name"], StringComparer.Ordinal),
            2 => all.OrderByDescending(pet => (int?)pet["age"] ?? -1),
            3
                => all
                    .OrderByDescending(pet => (string?)pet["createdAt"] ?? "", StringComparer.Ordinal)
                    .ThenBy(pet => (string?)pet["name"], StringComparer.Ordinal),
            _ => all,
        };
        var expected = all.ToList();

        var body = api.Send("GET", $"/pets{(query.Count == 0 ? "" : "?" + string.Join('&', query))}").Body!.Value;

        Assert.Equal(expected.Count, body.GetProperty("total").GetInt32());
        Assert.Equal(expected.Skip(offset ?? 0).Take(limit ?? 20).Select(pet => (int)pet["id"]!),
            body.GetProperty("items").EnumerateArray().Select(pet => pet.GetProperty("id").GetInt32()));
        Assert.Equal((offset ?? 0) + (limit ?? 20) < expected.Count,
            body.GetProperty("next").ValueKind == System.Text.Json.JsonValueKind.String);
    }

    private void Expect(StateAnswer answer, int status, int id)
    {
        var known = _pets.TryGetValue(id, out var pet);
        Assert.Equal(known ? status : 404, answer.Status);
        if (!known || status >= 400)
            return;
        var visible = pet!.DeepClone().AsObject();
        visible.Remove("secret");
        Assert.True(JsonNode.DeepEquals(visible, JsonNode.Parse(answer.Body!.Value.GetRawText())),
            $"Expected {visible.ToJsonString()}, but got {answer.Body}.");
    }

    private JsonObject Random()
    {
        var pet = new JsonObject { ["name"] = s_names[_random.Next(s_names.Length)] };
        if (_random.Next(2) == 0)
            pet["kind"] = s_kinds[_random.Next(s_kinds.Length)];
        if (_random.Next(2) == 0)
            pet["age"] = _random.Next(20);
        if (_random.Next(3) == 0)
            pet["tags"] = new JsonArray("a", "b");
        if (_random.Next(4) == 0)
            pet["secret"] = "xyz";
        return pet;
    }

    private static void Fill(JsonObject pet, int id, string? created, string updated)
    {
        pet["kind"] ??= "dog";
        pet["id"] = id;
        if (created is not null)
            pet["createdAt"] = created;
        pet["updatedAt"] = updated;
    }

    private string Now
        => _clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();
}
