"""Words of official titles: which stay whole, and where a line may well begin or end."""

from __future__ import annotations

import re

_BEGINS = """
关于 —— 工作报告 述职报告 述学述职 工作总结 工作要点 工作方案 实施方案 实施意见 情况报告 情况的报告
自查报告 调研报告 专题报告
"""
_ENDS = """
年度 季度 半年 年 月 期间 的 、 ， ； ： 委员会 办公室 人民政府 政府 党组 党委 党支部 公司 集团 中心
大学 学院 学校 医院 协会 管理局 教育局 领导小组
"""
BEGINS: tuple[str, ...] = tuple(_BEGINS.split())
"""A line begins well with these."""
ENDS: tuple[str, ...] = tuple(_ENDS.split())
"""A line ends well with these."""
JOINS = ("以及", "和", "与", "及", "暨", "并")
"""A line may begin with these, less well."""
POSTS = ("主任", "副主任", "书记", "副书记", "局长", "副局长", "院长", "校长", "馆长", "领导班子")
"""Belong to the body before them, so no line begins with these if it can be helped."""
OFFICES = "局厅委院办处部所科室"
"""A line may end with these, where no longer word goes on."""
_WORDS = """
报告 通知 通报 意见 方案 总结 计划 要点 办法 规定 制度 条例 决定 决议 纪要 汇报 说明 讲话 发言
材料 工作 述职 情况 实施 落实 贯彻 执行 推进 加强 开展 进一步 全面 深化 深入 做好 完善 建立 健全
提升 提高 促进 推动 加快 强化 优化 规范 保障 组织 召开 举办 学习 宣传 教育 培训 调研 检查 督查
督导 巡察 巡视 整改 整治 专项 行动 活动 会议 年度 季度 阶段 党风 廉政 党风廉政 党建 党员 干部
人才 队伍 作风 建设 责任 责任制 主体责任 意识形态 思想 政治 理论 精神 主题 改革 发展 高质量 经济
社会 文化 科技 创新 数字 信息 信息化 数字化 网络 安全 生产 安全生产 应急 管理 服务 治理 监督
法治 政府 法治政府 依法 行政 政务 公开 机关 单位 部门 系统 基层 乡村 振兴 乡村振兴 城市 农业
农村 工业 企业 营商 环境 营商环境 生态 环保 保护 民生 就业 医疗 卫生 健康 教学 科研 学科 学生
教师 项目 资金 资产 财务 预算 决算 审计 绩效 考核 评价 评估 目标 任务 重点 问题 措施 对策 建议
分析 研究 规划 五年 统计 数据 档案 保密 信访 维稳 综合 办公 自查 上半年 下半年 全年 有关 若干
相关 领导 班子 领导班子 书记 主任 局长 校长 院长 处长 成员 个人 本人 集体 图书馆 阅读 推广 全民
公共 示范 创建 试点 典型 经验 交流 表彰 先进 奖励 处理 处置 委员 院校 办理 所有 部署 局面 局势
厅堂 科学 科普 室内 办事 所属 处罚 部分 院士 中国 全国 全省 全市 全县 全区 我国 我省 我市 我县
人民 群众 代表 代表大会 大会 常务 监察 检察 法院 公安 司法 财政 税务 市场 监管 自然 资源 交通
运输 水利 商务 旅游 体育 广播 电视 民政 残疾 妇女 儿童 老年 青年 志愿 慈善 救助 住房 城乡 水平
能力 质量 效能 效率
"""
WORDS = frozenset(_WORDS.split())
LONGEST_WORD = max(map(len, WORDS))
ATOMS = re.compile(
    r"第?[0-9０-９一二三四五六七八九十百〇○零两—-]+"
    r"(?:年度|季度|年|月|日|号|届|次|期|批|轮|个|项|条|周年|世纪|学年|学期)?"
    r"|[A-Za-z][A-Za-z0-9.&-]*|[0-9０-９.,%％]+"
)
"""Numbers with what they count, and Latin words: never broken."""
NOT_FIRST = frozenset("的了等们之、，。；：！？）》〉”’】%％·")
NOT_LAST = frozenset("（《〈“‘【")
